#include "CPNG.h"
#include <libdeflate.h>
#include <zlib.h>

/// Opens the end of a whole deflate stream, so that another can follow: its last block says no more that it is the last, and an
/// empty stored block fills the last byte up (RFC 1951, 3.2.3 and 3.2.4). libdeflate has no call for that; where its last block
/// begins zlib tells, which stops at each. The stream takes at most 5 bytes more. Answers its length, 0 when memory is short.
static size_t open_end(uint8_t *stream, size_t count) {
    z_stream reader = {0};
    if (inflateInit2(&reader, -15) != Z_OK) return 0;
    uint8_t sink[32768];
    size_t last = 0, end = 0;
    reader.next_in = stream;
    reader.avail_in = (uInt)count;
    while (!end) {
        reader.next_out = sink;
        reader.avail_out = sizeof sink;
        if (inflate(&reader, Z_BLOCK) != Z_OK) break;
        // 128: between two blocks. 64: the last one is behind. The rest: bits of the last byte that are not read yet.
        if (!(reader.data_type & 128)) continue;
        size_t place = 8 * (size_t)reader.total_in - (size_t)(reader.data_type & 7);
        if (reader.data_type & 64) end = place; else last = place;
    }
    inflateEnd(&reader);
    if (!end) return 0;
    stream[last / 8] &= (uint8_t)~(1 << last % 8);
    // Three zero bits begin the stored block; what is left of their byte does not count.
    if (8 * count - end < 3) stream[count++] = 0;
    static const uint8_t empty[] = {0, 0, 0xff, 0xff};
    for (int index = 0; index < 4; index++) stream[count++] = empty[index];
    return count;
}

size_t cpng_strip_bound(size_t count) { return libdeflate_deflate_compress_bound(NULL, count) + 5; }

size_t cpng_deflate_strip(const uint8_t *bytes, size_t count, int level, int is_last, uint8_t *target, size_t capacity) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    if (!compressor) return 0;
    size_t length = libdeflate_deflate_compress(compressor, bytes, count, target, capacity - 5);
    libdeflate_free_compressor(compressor);
    return length && !is_last ? open_end(target, length) : length;
}

uint32_t cpng_adler(const uint8_t *bytes, size_t count) { return libdeflate_adler32(1, bytes, count); }

uint32_t cpng_joined_adler(uint32_t first, uint32_t second, size_t second_count) {
    return (uint32_t)adler32_combine(first, second, (z_off_t)second_count);
}
