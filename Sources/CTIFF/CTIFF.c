#include "CTIFF.h"

#ifdef TIFF_FORMAT

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

/// A file in memory: one that is read, or one that grows as it is written.
typedef struct {
    const uint8_t *bytes;
    uint8_t *grown;
    size_t count, capacity, position;
    ctiff_problem *problem;
} memory_file;

struct ctiff_reader {
    TIFF *tiff;
    memory_file file;
};

static void keep(char *target, const char *format, va_list arguments) { vsnprintf(target, 160, format, arguments); }

static int on_error(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
    (void)tiff;
    (void)module;
    ctiff_problem *problem = ((memory_file *)user)->problem;
    // The first says what was wrong; others follow from it.
    if (problem && !problem->message[0]) keep(problem->message, format, arguments);
    return 1;
}

static int on_warning(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
    (void)tiff;
    (void)module;
    ctiff_problem *problem = ((memory_file *)user)->problem;
    // Private tags are no oddity: they are kept as they are.
    static const char unknown[] = "Unknown field with tag ";
    if (strncmp(format, unknown, sizeof unknown - 1) == 0) return 1;
    if (problem && problem->warnings++ == 0) keep(problem->warning, format, arguments);
    return 1;
}

static tmsize_t read_bytes(thandle_t handle, void *target, tmsize_t size) {
    memory_file *file = handle;
    if (size < 0 || file->position >= file->count) return 0;
    size_t count = (size_t)size < file->count - file->position ? (size_t)size : file->count - file->position;
    memcpy(target, (file->grown ? file->grown : file->bytes) + file->position, count);
    file->position += count;
    return (tmsize_t)count;
}

static tmsize_t write_bytes(thandle_t handle, void *source, tmsize_t size) {
    memory_file *file = handle;
    if (size < 0 || file->bytes) return -1;
    size_t end = file->position + (size_t)size;
    if (end > file->capacity) {
        size_t capacity = end > 2 * file->capacity ? end + 4096 : 2 * file->capacity;
        uint8_t *grown = realloc(file->grown, capacity);
        if (!grown) {
            file->problem->out_of_memory = 1;
            return -1;
        }
        memset(grown + file->capacity, 0, capacity - file->capacity);
        file->grown = grown;
        file->capacity = capacity;
    }
    memcpy(file->grown + file->position, source, (size_t)size);
    file->position = end;
    if (end > file->count) file->count = end;
    return size;
}

static toff_t seek(thandle_t handle, toff_t offset, int whence) {
    memory_file *file = handle;
    file->position = whence == SEEK_SET ? offset : whence == SEEK_CUR ? file->position + offset : file->count + offset;
    return file->position;
}

static int close_file(thandle_t handle) {
    (void)handle;
    return 0;
}

static toff_t size_of(thandle_t handle) { return ((memory_file *)handle)->count; }

static int map(thandle_t handle, void **base, toff_t *size) {
    memory_file *file = handle;
    if (!file->bytes) return 0;
    *base = (void *)file->bytes;
    *size = file->count;
    return 1;
}

static void unmap(thandle_t handle, void *base, toff_t size) {
    (void)handle;
    (void)base;
    (void)size;
}

static TIFF *open_memory(memory_file *file, const char *mode, size_t memory) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (!options) return NULL;
    if (memory) TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)memory);
    TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, file);
    TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, file);
    TIFF *tiff = TIFFClientOpenExt("", mode, file, read_bytes, write_bytes, seek, close_file, size_of, map, unmap, options);
    TIFFOpenOptionsFree(options);
    return tiff;
}

ctiff_reader *ctiff_open(const uint8_t *bytes, size_t count, uint64_t directory, size_t memory, ctiff_problem *problem) {
    ctiff_reader *reader = calloc(1, sizeof *reader);
    if (!reader) {
        problem->out_of_memory = 1;
        return NULL;
    }
    reader->file = (memory_file){.bytes = bytes, .count = count, .problem = problem};
    // The header alone; strips are those of the file, however long.
    reader->tiff = open_memory(&reader->file, "rhc", memory);
    if (!reader->tiff || !TIFFSetSubDirectory(reader->tiff, directory)) {
        reader->file.problem = NULL;
        ctiff_close(reader);
        return NULL;
    }
    // As RGB, whatever is inside.
    uint16_t compression = 0, photometric = 0;
    TIFFGetFieldDefaulted(reader->tiff, TIFFTAG_COMPRESSION, &compression);
    TIFFGetField(reader->tiff, TIFFTAG_PHOTOMETRIC, &photometric);
    if (compression == COMPRESSION_JPEG && photometric == PHOTOMETRIC_YCBCR)
        TIFFSetField(reader->tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    reader->file.problem = NULL;
    return reader;
}

void ctiff_close(ctiff_reader *reader) {
    if (reader->tiff) TIFFClose(reader->tiff);
    free(reader);
}

static int number(TIFF *tiff, uint32_t tag, int otherwise) {
    uint16_t value = 0;
    return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : otherwise;
}

void ctiff_get_layout(ctiff_reader *reader, ctiff_layout *layout) {
    TIFF *tiff = reader->tiff;
    memset(layout, 0, sizeof *layout);
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &layout->width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &layout->height);
    layout->is_tiled = TIFFIsTiled(tiff);
    if (layout->is_tiled) {
        TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &layout->chunk_width);
        TIFFGetField(tiff, TIFFTAG_TILELENGTH, &layout->chunk_height);
    } else {
        layout->chunk_width = layout->width;
        TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &layout->chunk_height);
        if (layout->chunk_height > layout->height) layout->chunk_height = layout->height;
    }
    layout->is_separate = number(tiff, TIFFTAG_PLANARCONFIG, 1) == PLANARCONFIG_SEPARATE;
    layout->bits = number(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    layout->samples = number(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    layout->sample_format = number(tiff, TIFFTAG_SAMPLEFORMAT, 1);
    layout->photometric = number(tiff, TIFFTAG_PHOTOMETRIC, layout->samples < 3 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
    layout->compression = number(tiff, TIFFTAG_COMPRESSION, 1);
    layout->predictor = 1;
    // Asked of another codec, the library would complain.
    switch (layout->compression) {
    case COMPRESSION_LZW: case COMPRESSION_ADOBE_DEFLATE: case COMPRESSION_DEFLATE: case COMPRESSION_ZSTD: case COMPRESSION_LZMA:
        layout->predictor = number(tiff, TIFFTAG_PREDICTOR, 1);
        break;
    case COMPRESSION_CCITTFAX3: TIFFGetField(tiff, TIFFTAG_GROUP3OPTIONS, &layout->group3); break;
    case COMPRESSION_CCITTFAX4: TIFFGetField(tiff, TIFFTAG_GROUP4OPTIONS, &layout->group4); break;
    default: break;
    }
    layout->fill_order = number(tiff, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
    layout->orientation = number(tiff, TIFFTAG_ORIENTATION, 1);
    uint16_t count = 0, *types = NULL;
    layout->extra = TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &count, &types) && count ? types[0] : -1;
}

uint32_t ctiff_chunks(ctiff_reader *reader) {
    return TIFFIsTiled(reader->tiff) ? TIFFNumberOfTiles(reader->tiff) : TIFFNumberOfStrips(reader->tiff);
}

size_t ctiff_chunk_size(ctiff_reader *reader) {
    tmsize_t size = TIFFIsTiled(reader->tiff) ? TIFFTileSize(reader->tiff) : TIFFStripSize(reader->tiff);
    return size < 0 ? 0 : (size_t)size;
}

size_t ctiff_row_size(ctiff_reader *reader) {
    tmsize_t size = TIFFIsTiled(reader->tiff) ? TIFFTileRowSize(reader->tiff) : TIFFScanlineSize(reader->tiff);
    return size < 0 ? 0 : (size_t)size;
}

uint64_t ctiff_coded_size(ctiff_reader *reader, intptr_t *stored) {
    uint64_t sum = 0;
    *stored = 0;
    for (uint32_t chunk = 0; chunk < ctiff_chunks(reader); chunk++) {
        uint64_t size = TIFFGetStrileByteCount(reader->tiff, chunk);
        if (!size && !TIFFGetStrileOffset(reader->tiff, chunk)) continue;
        sum += size < reader->file.count ? size : reader->file.count;
        ++*stored;
    }
    return sum;
}

void ctiff_place(ctiff_reader *reader, uint32_t chunk, uint64_t *offset, uint64_t *size) {
    *offset = TIFFGetStrileOffset(reader->tiff, chunk);
    *size = TIFFGetStrileByteCount(reader->tiff, chunk);
}

int ctiff_read(ctiff_reader *reader, uint32_t chunk, uint8_t *target, size_t size, ctiff_problem *problem) {
    // A sparse file leaves out what is all zeros, as GDAL's do.
    if (!TIFFGetStrileByteCount(reader->tiff, chunk) && !TIFFGetStrileOffset(reader->tiff, chunk)) {
        memset(target, 0, size);
        return 0;
    }
    reader->file.problem = problem;
    tmsize_t count = TIFFIsTiled(reader->tiff) ? TIFFReadEncodedTile(reader->tiff, chunk, target, (tmsize_t)size)
                                               : TIFFReadEncodedStrip(reader->tiff, chunk, target, (tmsize_t)size);
    reader->file.problem = NULL;
    return count < 0 ? -1 : 0;
}

void ctiff_palette(ctiff_reader *reader, const uint16_t **red, const uint16_t **green, const uint16_t **blue) {
    uint16_t *r = NULL, *g = NULL, *b = NULL;
    if (!TIFFGetField(reader->tiff, TIFFTAG_COLORMAP, &r, &g, &b)) r = g = b = NULL;
    *red = r;
    *green = g;
    *blue = b;
}

static int set_layout(TIFF *tiff, const ctiff_layout *layout, uint32_t rows) {
    int samples = layout->is_separate ? 1 : layout->samples;
    int done = TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, layout->chunk_width) && TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, rows) &&
               TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, layout->bits) && TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples) &&
               TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, layout->sample_format) &&
               TIFFSetField(tiff, TIFFTAG_COMPRESSION, layout->compression) &&
               TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) &&
               TIFFSetField(tiff, TIFFTAG_FILLORDER, layout->fill_order);
    // What colors the samples mean makes no difference to codecs without loss; those of CCITT want black or white to be told.
    int photometric = samples == 1 && layout->photometric == PHOTOMETRIC_MINISWHITE ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
    done = done && TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, photometric);
    if (samples > 1) {
        uint16_t types[64] = {0};
        done = done && samples <= 64 && TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, samples - 1, types);
    }
    if (layout->predictor > 1) done = done && TIFFSetField(tiff, TIFFTAG_PREDICTOR, layout->predictor);
    if (layout->compression == COMPRESSION_CCITTFAX3) done = done && TIFFSetField(tiff, TIFFTAG_GROUP3OPTIONS, layout->group3);
    if (layout->compression == COMPRESSION_CCITTFAX4) done = done && TIFFSetField(tiff, TIFFTAG_GROUP4OPTIONS, layout->group4);
    if (layout->compression == COMPRESSION_WEBP) done = done && TIFFSetField(tiff, TIFFTAG_WEBP_LOSSLESS, 1);
    if (layout->is_tiled)
        return done && TIFFSetField(tiff, TIFFTAG_TILEWIDTH, layout->chunk_width) && TIFFSetField(tiff, TIFFTAG_TILELENGTH, rows);
    return done && TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, rows);
}

int ctiff_encode(
    const ctiff_layout *layout, int is_big_endian, uint32_t rows, uint8_t *samples, size_t size, uint8_t **result, size_t *count,
    ctiff_problem *problem) {
    memory_file file = {.problem = problem};
    // The predictor for floating point lays bytes out by their weight, whatever the order; told another one, the library swaps them twice.
    const char *mode = layout->predictor == PREDICTOR_FLOATINGPOINT ? "w8" : is_big_endian ? "w8b" : "w8l";
    TIFF *tiff = open_memory(&file, mode, 0);
    if (!tiff) return -1;
    int done = set_layout(tiff, layout, rows) &&
               (layout->is_tiled ? TIFFWriteEncodedTile(tiff, 0, samples, (tmsize_t)size) : TIFFWriteEncodedStrip(tiff, 0, samples, (tmsize_t)size)) >= 0 &&
               TIFFFlushData(tiff);
    uint64_t offset = done ? TIFFGetStrileOffset(tiff, 0) : 0, bytes = done ? TIFFGetStrileByteCount(tiff, 0) : 0;
    if (done && bytes && offset + bytes <= file.count && (*result = malloc(bytes))) {
        memcpy(*result, file.grown + offset, bytes);
        *count = bytes;
    } else {
        done = 0;
    }
    TIFFClose(tiff);
    free(file.grown);
    return done ? 0 : -1;
}

const char *ctiff_version(void) { return TIFFGetVersion(); }

int ctiff_has_codec(int compression) { return TIFFIsCODECConfigured((uint16_t)compression); }

#endif
