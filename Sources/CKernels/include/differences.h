// Sums of absolute differences, for which x86 has an instruction that no compiler finds by itself in Swift.
#ifndef MADF_DIFFERENCES_H
#define MADF_DIFFERENCES_H

#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The sum of |(a[i] & known[i]) - b[i]| over 16 bytes.
static inline uint32_t madf_difference(const void *_Nonnull a, const void *_Nonnull known, const void *_Nonnull b) {
#if defined(__SSE2__)
    __m128i seen = _mm_and_si128(_mm_loadu_si128((const __m128i *)a), _mm_loadu_si128((const __m128i *)known));
    __m128i sums = _mm_sad_epu8(seen, _mm_loadu_si128((const __m128i *)b));
    return (uint32_t)_mm_cvtsi128_si32(sums) + (uint32_t)_mm_extract_epi16(sums, 4);
#else
    const uint8_t *first = a, *mask = known, *second = b;
    uint32_t sum = 0;
    for (int i = 0; i < 16; i++) {
        int difference = (first[i] & mask[i]) - second[i];
        sum += (uint32_t)(difference < 0 ? -difference : difference);
    }
    return sum;
#endif
}

/// The sum of |a[i] - b[i]| over 32 bytes.
static inline uint32_t madf_whole_difference(const void *_Nonnull a, const void *_Nonnull b) {
#if defined(__SSE2__)
    const __m128i *first = a, *second = b;
    __m128i sums = _mm_add_epi64(_mm_sad_epu8(_mm_loadu_si128(first), _mm_loadu_si128(second)),
                                 _mm_sad_epu8(_mm_loadu_si128(first + 1), _mm_loadu_si128(second + 1)));
    return (uint32_t)_mm_cvtsi128_si32(sums) + (uint32_t)_mm_extract_epi16(sums, 4);
#else
    const uint8_t *first = a, *second = b;
    uint32_t sum = 0;
    for (int i = 0; i < 32; i++) {
        int difference = first[i] - second[i];
        sum += (uint32_t)(difference < 0 ? -difference : difference);
    }
    return sum;
#endif
}

#endif
