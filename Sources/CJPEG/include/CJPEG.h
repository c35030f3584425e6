#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <jpeglib.h>

// libjpeg reports errors by longjmp, which must not cross a Swift frame: every call that can fail is
// guarded here, and answers 0 for done or -1 with the reason in `cjpeg_problem`.

/// What went wrong or was odd, in the words of the library.
typedef struct {
    /// Set once a call has failed.
    char message[JMSG_LENGTH_MAX];
    /// The first warning, and how many there were.
    char warning[JMSG_LENGTH_MAX];
    int warnings;
    /// The process or the precision is one that the library lacks (lossless, 12 bits and the like).
    int unsupported;
    /// The data ended early: the end of the file was met, and samples were missing.
    int file_ended, data_missing;
    int too_many_scans, out_of_memory;
    /// The value of errno when writing failed, else 0.
    int write_error;
} cjpeg_problem;

/// The version of libjpeg-turbo that this was built for; the library does not tell its own.
const char *cjpeg_version(void);

typedef struct cjpeg_reader cjpeg_reader;

/// A reader over `bytes`, which must outlive it; NULL when memory is short.
cjpeg_reader *cjpeg_reader_create(const uint8_t *bytes, size_t count, int scan_limit);
/// Lets no more scans be read.
void cjpeg_limit_scans(cjpeg_reader *reader, int scan_limit);
void cjpeg_reader_destroy(cjpeg_reader *reader);
struct jpeg_decompress_struct *cjpeg_reader_info(cjpeg_reader *reader);
const cjpeg_problem *cjpeg_reader_problem(cjpeg_reader *reader);

/// jpeg_read_header.
int cjpeg_read_header(cjpeg_reader *reader);
/// jpeg_start_decompress, into `space`, reduced by 1 / `denominator` (1, 2, 4 or 8).
int cjpeg_start(cjpeg_reader *reader, J_COLOR_SPACE space, int denominator);
/// Reads `count` rows, which must be left, into rows of `stride` bytes.
int cjpeg_read_rows(cjpeg_reader *reader, uint8_t *rows, size_t stride, int count);
/// Reads what comes behind the last row, up to the end of the picture; what is wrong there counts as a warning.
void cjpeg_read_end(cjpeg_reader *reader);
/// 1 where a component has no quantization table: it was in no scan, and what is missing so cannot be saved.
int cjpeg_lacks_table(cjpeg_reader *reader);
/// 1 where a progressive picture has samples whose lowest bits never came.
int cjpeg_is_incomplete(cjpeg_reader *reader);

/// jpeg_read_coefficients, after the header.
int cjpeg_read_coefficients(cjpeg_reader *reader);
/// The quantized coefficients of block row `row` of a component, 64 a block in natural order, to read and write.
int cjpeg_block_row(cjpeg_reader *reader, int component, int row, int16_t **blocks);

/// A marker segment to be written behind the start of the image.
typedef struct {
    int marker;
    const uint8_t *payload;
    size_t count;
} cjpeg_segment;

/// The Huffman tables of a stream: its own; those that the reader has, which are not written again; or its own in the slots 2 and 3, where they
/// are in nobody's way who shares those in the first two.
typedef enum { CJPEG_OWN_CODES, CJPEG_SHARED_CODES, CJPEG_CODES_APART } cjpeg_codes;

/// jpeg_write_coefficients: the reader's coefficients in the reader's own process, tables and sampling.
///
/// With `scans` the picture is written by that script, else by the library's own.
int cjpeg_write_coefficients(cjpeg_reader *reader, cjpeg_codes codes, FILE *file, const jpeg_scan_info *scans, int scan_count,
                             const cjpeg_segment *segments, int segment_count, cjpeg_problem *problem);

/// Fills row `row` of the picture that is being written.
typedef void (*cjpeg_row_source)(void *context, int row, uint8_t *samples);

/// Encodes a picture of `space` in the quantization tables and sampling of `like`, or where that is NULL in `quality`
/// (1 to 100) without subsampling.
int cjpeg_encode(cjpeg_reader *like, cjpeg_codes codes, int quality, FILE *file, int width, int height, J_COLOR_SPACE space,
                 const cjpeg_segment *segments, int segment_count,
                 cjpeg_row_source source, void *context, cjpeg_problem *problem);

#endif
