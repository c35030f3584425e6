#ifndef CTIFF_H
#define CTIFF_H

#include <stddef.h>
#include <stdint.h>

// libtiff as a codec: of a page it tells the layout and decodes strips and tiles, and it encodes single ones. Its functions take any
// number of arguments, which Swift cannot call. Errors go to a handler of each handle, never to the terminal. Calls that can fail
// answer 0 for done or -1 with the reason in the given problem.

/// What went wrong or was odd, in the words of the library.
typedef struct {
    char message[160];
    char warning[160];
    int warnings;
    int out_of_memory;
} ctiff_problem;

/// How the samples of a page lie. A chunk is a strip or a tile.
typedef struct {
    uint32_t width, height;
    /// Sides of a chunk; the last strip may have fewer rows.
    uint32_t chunk_width, chunk_height;
    int is_tiled, is_separate;
    int bits, samples, sample_format, photometric, compression, predictor;
    /// Options of CCITT's codes, in group 3 and 4.
    uint32_t group3, group4;
    /// The order of bits in a byte.
    int fill_order;
    /// The first of the samples behind the colors: 1 and 2 are alpha, with and without the colors multiplied by it; -1 where there is none.
    int extra;
    int orientation;
} ctiff_layout;

/// The library's name and version, and more lines.
const char *ctiff_version(void);

typedef struct ctiff_reader ctiff_reader;

/// A reader over `bytes`, which must outlive it, of the directory at `directory`; NULL with the reason. No single block of memory that the
/// library takes is larger than `memory`.
ctiff_reader *ctiff_open(const uint8_t *bytes, size_t count, uint64_t directory, size_t memory, ctiff_problem *problem);
void ctiff_close(ctiff_reader *reader);
void ctiff_get_layout(ctiff_reader *reader, ctiff_layout *layout);
/// Chunks of all planes together.
uint32_t ctiff_chunks(ctiff_reader *reader);
/// Bytes of a whole chunk, and of a row in it; 0 where they cannot be told.
size_t ctiff_chunk_size(ctiff_reader *reader);
size_t ctiff_row_size(ctiff_reader *reader);
/// Bytes of all chunks as they are coded, of each no more than the file has, and how many chunks are `stored`: a sparse file leaves some out.
uint64_t ctiff_coded_size(ctiff_reader *reader, intptr_t *stored);
/// Where the library takes a chunk to lie, which it estimates where the file does not tell.
void ctiff_place(ctiff_reader *reader, uint32_t chunk, uint64_t *offset, uint64_t *size);
/// Decodes a chunk in the machine's byte order; what is short of a whole one stays as it was in `target`. -1 where nothing of it could be
/// decoded, 1 where only a part could.
int ctiff_read(ctiff_reader *reader, uint32_t chunk, uint8_t *target, size_t size, ctiff_problem *problem);
/// The three curves of a palette's colors, of 2 to the power of `bits` entries each, or NULL.
void ctiff_palette(ctiff_reader *reader, const uint16_t **red, const uint16_t **green, const uint16_t **blue);

/// Encodes a chunk with `rows` rows as a page of this layout has it, in the file's byte order; `samples` are changed. The result is to be
/// freed.
int ctiff_encode(
    const ctiff_layout *layout, int is_big_endian, uint32_t rows, uint8_t *samples, size_t size, uint8_t **result, size_t *count,
    ctiff_problem *problem);
/// Whether the library was built with this compression.
int ctiff_has_codec(int compression);

#endif
