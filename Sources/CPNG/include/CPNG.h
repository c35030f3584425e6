#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// libpng reports errors by longjmp, which must not cross a Swift frame: every call that can fail is
// guarded here, and answers 0 for done or -1 with the reason in the given problem.

/// What went wrong or was odd, in the words of the library.
typedef struct {
    char message[160];
    char warning[160];
    int warnings;
    int truncated;
    /// The value of errno when writing failed, else 0.
    int write_error;
} cpng_problem;

/// IHDR, and whether the picture has a tRNS chunk that counts.
typedef struct {
    uint32_t width, height;
    int bit_depth, color_type, interlaced, has_transparency;
} cpng_header;

/// Color types of IHDR.
enum { CPNG_GRAY = 0, CPNG_RGB = 2, CPNG_PALETTE = 3, CPNG_GRAY_ALPHA = 4, CPNG_RGBA = 6 };

/// The version of libpng that runs, and that of libdeflate that this was built for, which does not tell its own.
const char *cpng_version(void);
const char *cpng_deflate_version(void);

typedef struct cpng_reader cpng_reader;

/// A reader over `bytes`, which must outlive it; NULL when memory is short.
cpng_reader *cpng_reader_create(const uint8_t *bytes, size_t count);
void cpng_reader_destroy(cpng_reader *reader);
const cpng_problem *cpng_reader_problem(cpng_reader *reader);
/// Reads all chunks before the samples. Takes no more than 64 MiB for a chunk.
int cpng_read_header(cpng_reader *reader, cpng_header *header);
/// Reads the picture into rows of `stride` bytes. Unless `raw`, a palette and a tRNS chunk are resolved, depths
/// below 8 are widened, and 16-bit samples come in the machine's byte order. A file that ends behind its last row gives a warning.
int cpng_read_picture(cpng_reader *reader, int raw, uint8_t *rows, size_t stride);

/// A chunk to be written as it is.
typedef struct {
    char type[5];
    const uint8_t *payload;
    size_t count;
} cpng_chunk;

/// Fills row `row`, in the file's own layout, 16-bit samples with the high byte first.
typedef void (*cpng_row_source)(void *context, int row, uint8_t *samples);

/// Writes a picture with `before` between IHDR and the samples, and `after` behind them.
int cpng_write(FILE *file, const cpng_header *header, const cpng_chunk *before, int before_count,
               const cpng_chunk *after, int after_count, cpng_row_source source, void *context,
               cpng_problem *problem);

/// The room that a strip of `count` bytes takes at most.
size_t cpng_strip_bound(size_t count);
/// A strip of a zlib stream's data, compressed by itself: strips follow each other, behind the stream's header and before its
/// checksum. Answers its length, 0 when memory is short.
size_t cpng_deflate_strip(const uint8_t *bytes, size_t count, int level, int is_last, uint8_t *target, size_t capacity);
/// The Adler-32 of bytes, and that of bytes after others.
uint32_t cpng_adler(const uint8_t *bytes, size_t count);
uint32_t cpng_joined_adler(uint32_t first, uint32_t second, size_t second_count);
/// Writes the eight bytes that a PNG begins with, and a chunk as it is; -1 when that failed, with the reason in `problem`.
int cpng_write_signature(FILE *file, cpng_problem *problem);
int cpng_write_chunk(FILE *file, const char *type, const uint8_t *payload, size_t count, cpng_problem *problem);

/// zlib's uncompress; the result is for free(). 1 where it would be longer than `limit` bytes, -1 where the data is bad or memory
/// short.
int cpng_inflate(const uint8_t *bytes, size_t count, size_t limit, uint8_t **result, size_t *result_count);
/// zlib's compress; the result is for free().
int cpng_deflate(const uint8_t *bytes, size_t count, uint8_t **result, size_t *result_count);
/// zlib's CRC-32.
uint32_t cpng_checksum(const uint8_t *bytes, size_t count);

#endif
