#include "CPNG.h"
#include <errno.h>
#include <libdeflate.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct cpng_reader {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t count, position;
    // Bytes that may still be read for the last row and what is behind it in the samples; what more they inflate to is read for nothing.
    size_t rest;
    cpng_problem problem;
};

static void fail(png_structp png, png_const_charp message) {
    cpng_problem *problem = png_get_error_ptr(png);
    snprintf(problem->message, sizeof problem->message, "%s", message);
    png_longjmp(png, 1);
}

static void warn(png_structp png, png_const_charp message) {
    cpng_problem *problem = png_get_error_ptr(png);
    if (problem->warnings++ == 0) snprintf(problem->warning, sizeof problem->warning, "%s", message);
}

static void give(png_structp png, png_bytep target, size_t count) {
    cpng_reader *reader = png_get_io_ptr(png);
    if (count > reader->count - reader->position) {
        reader->problem.truncated = 1;
        png_error(png, "the file ends early");
    }
    if (count > reader->rest) {
        reader->rest = 0;
        png_error(png, "too many samples");
    }
    memcpy(target, reader->bytes + reader->position, count);
    reader->position += count;
    if (reader->rest != SIZE_MAX) reader->rest -= count;
}

cpng_reader *cpng_reader_create(const uint8_t *bytes, size_t count) {
    cpng_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->bytes = bytes;
    reader->count = count;
    reader->rest = SIZE_MAX;
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader->problem, fail, warn);
    if (reader->png) reader->info = png_create_info_struct(reader->png);
    if (!reader->info) {
        cpng_reader_destroy(reader);
        return NULL;
    }
    png_set_read_fn(reader->png, reader, give);
    return reader;
}

void cpng_reader_destroy(cpng_reader *reader) {
    png_destroy_read_struct(&reader->png, &reader->info, NULL);
    free(reader);
}

const cpng_problem *cpng_reader_problem(cpng_reader *reader) { return &reader->problem; }

int cpng_read_header(cpng_reader *reader, cpng_header *header) {
    png_structp png = reader->png;
    if (setjmp(png_jmpbuf(png))) return -1;
    // Only what the samples need; the other chunks are taken from the file as they are.
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
    static const png_byte ignored[] =
        "bKGD\0cHRM\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0pHYs\0sBIT\0sCAL\0sPLT\0sRGB\0tEXt\0tIME\0zTXt";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, ignored, sizeof ignored / 5);
    png_set_chunk_malloc_max(png, 64 << 20);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_read_info(png, reader->info);
    header->width = png_get_image_width(png, reader->info);
    header->height = png_get_image_height(png, reader->info);
    header->bit_depth = png_get_bit_depth(png, reader->info);
    header->color_type = png_get_color_type(png, reader->info);
    header->interlaced = png_get_interlace_type(png, reader->info) != PNG_INTERLACE_NONE;
    // A tRNS chunk before the palette does not count, though it is still said to be valid.
    int colors = 0;
    png_color_16p key = NULL;
    png_get_tRNS(png, reader->info, NULL, &colors, &key);
    header->has_transparency = colors > 0;
    return 0;
}

int cpng_read_picture(cpng_reader *reader, int raw, uint8_t *rows, size_t stride) {
    png_structp png = reader->png;
    volatile int is_whole = 0;
    if (setjmp(png_jmpbuf(png))) {
        // All rows are there, and only the file's end is not, or behind more samples than the picture needs.
        if (reader->rest && !(is_whole && reader->problem.truncated)) return -1;
        if (reader->problem.warnings++ == 0) strcpy(reader->problem.warning, reader->problem.message);
        return 0;
    }
    if (!raw) {
        const uint16_t one = 1;
        png_set_expand(png);
        if (*(const uint8_t *)&one) png_set_swap(png);
    }
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, reader->info);
    if (png_get_rowbytes(png, reader->info) != stride) png_error(png, "rows of unexpected length");
    png_uint_32 height = png_get_image_height(png, reader->info);
    for (int pass = 0; pass < passes; pass++)
        for (png_uint_32 row = 0; row < height; row++) {
            // With the last row, all samples behind it are read.
            if (pass == passes - 1 && row == height - 1) reader->rest = (1 << 16) + 2 * stride;
            png_read_row(png, rows + row * stride, NULL);
        }
    reader->rest = SIZE_MAX;
    is_whole = 1;
    png_read_end(png, NULL);
    return 0;
}

static void put(png_structp png, png_bytep bytes, size_t count) {
    if (fwrite(bytes, 1, count, png_get_io_ptr(png)) == count) return;
    ((cpng_problem *)png_get_error_ptr(png))->write_error = errno ? errno : EIO;
    png_error(png, "writing failed");
}

static void flush(png_structp png) { (void)png; }

static void write_chunks(png_structp png, const cpng_chunk *chunks, int count) {
    for (int index = 0; index < count; index++)
        png_write_chunk(png, (png_const_bytep)chunks[index].type, chunks[index].payload, chunks[index].count);
}

int cpng_write(FILE *file, const cpng_header *header, const cpng_chunk *before, int before_count,
               const cpng_chunk *after, int after_count, cpng_row_source source, void *context,
               cpng_problem *problem) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, problem, fail, warn);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    uint8_t *volatile row = NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        if (!info) strcpy(problem->message, "out of memory");
        png_destroy_write_struct(&png, &info);
        free(row);
        return -1;
    }
    png_set_write_fn(png, file, put, flush);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    // libpng does not see the palette, which is among the chunks: 1.6.59 would refuse every index.
    png_set_check_for_invalid_index(png, 0);
    png_set_IHDR(png, info, header->width, header->height, header->bit_depth, header->color_type,
                 header->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info_before_PLTE(png, info);
    write_chunks(png, before, before_count);
    int passes = png_set_interlace_handling(png);
    row = malloc(png_get_rowbytes(png, info));
    if (!row) png_error(png, "out of memory");
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t index = 0; index < header->height; index++) {
            source(context, (int)index, row);
            png_write_row(png, row);
        }
    // png_write_end flushes nothing of the chunks that come between; they follow the last IDAT, which is out by now.
    write_chunks(png, after, after_count);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    free(row);
    return 0;
}

int cpng_inflate(const uint8_t *bytes, size_t count, size_t limit, uint8_t **result, size_t *result_count) {
    z_stream stream = {0};
    if (count > UINT32_MAX || inflateInit(&stream) != Z_OK) return -1;
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)count;
    uint8_t *target = NULL;
    size_t capacity = 0;
    int state = Z_OK;
    while (state == Z_OK && stream.total_out == capacity && capacity < limit) {
        size_t larger = capacity ? capacity * 2 : 4096;
        uint8_t *moved = realloc(target, larger);
        if (!moved) break;
        target = moved;
        stream.next_out = target + capacity;
        stream.avail_out = (uInt)(larger - capacity);
        capacity = larger;
        state = inflate(&stream, Z_NO_FLUSH);
    }
    *result_count = stream.total_out;
    inflateEnd(&stream);
    int is_too_long = *result_count > limit || (state == Z_OK && *result_count == capacity && capacity >= limit);
    if (state != Z_STREAM_END || is_too_long) {
        free(target);
        return is_too_long ? 1 : -1;
    }
    *result = target;
    return 0;
}

int cpng_deflate(const uint8_t *bytes, size_t count, uint8_t **result, size_t *result_count) {
    uLongf length = compressBound(count);
    *result = malloc(length);
    if (!*result || compress(*result, &length, bytes, count) != Z_OK) {
        free(*result);
        return -1;
    }
    *result_count = length;
    return 0;
}

int cpng_write_signature(FILE *file, cpng_problem *problem) {
    static const uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    if (fwrite(signature, sizeof signature, 1, file) == 1) return 0;
    problem->write_error = errno ? errno : EIO;
    return -1;
}

int cpng_write_chunk(FILE *file, const char *type, const uint8_t *payload, size_t count, cpng_problem *problem) {
    uint8_t length[4], checksum[4];
    png_save_uint_32(length, (png_uint_32)count);
    png_save_uint_32(checksum, (png_uint_32)crc32(crc32(0, (const Bytef *)type, 4), payload, (uInt)count));
    if (fwrite(length, 4, 1, file) == 1 && fwrite(type, 4, 1, file) == 1 && fwrite(payload, 1, count, file) == count
        && fwrite(checksum, 4, 1, file) == 1)
        return 0;
    problem->write_error = errno ? errno : EIO;
    return -1;
}

uint32_t cpng_checksum(const uint8_t *bytes, size_t count) { return (uint32_t)crc32(0, bytes, (uInt)count); }

const char *cpng_version(void) { return png_get_libpng_ver(NULL); }
const char *cpng_deflate_version(void) { return LIBDEFLATE_VERSION_STRING; }
