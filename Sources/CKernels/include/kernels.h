// The innermost loops of the engine, compiled for several processors in one file each way:
// Swift cannot give a single function its own CPU target. Everything around them is Swift,
// and `PortableKernels.swift` has every one of them again in plain Swift, as fallback and as oracle. What every processor of
// a kind has, and Swift cannot ask for, is in `differences.h`.
#ifndef MADF_KERNELS_H
#define MADF_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Rows that one call of `multiply` computes.
enum { MADF_ROWS = 8 };

/// out[m][0 ..< width] = activation(bias + sum over segments s and channels c of rows[s][m][c] * weights[k][0 ..< width])
/// for the 8 rows m; k counts the channels of all segments. rows is [segments][8], weights [k][width], bias [width].
/// activation(x) = max(x, slope * x), with slope in 0...1: 1 leaves x as it is, 0 is ReLU.
/// Of width 3 the weights are [3][k], the channels of every segment are a multiple of 4, and out[m][3] becomes 0.
typedef void (*madf_multiply)(
    const float *_Nonnull const *_Nonnull rows, const uint32_t *_Nonnull channels, size_t segments,
    const float *_Nonnull weights, const float *_Nonnull bias, float slope, float *_Nonnull const *_Nonnull out);

/// Winograd F(t, 3): v[n * n][stride] = B^T d B for one tile of n x n pixels d, n = t + 2 (n * n pointers, row by row, each to
/// `channels` values). channels is a multiple of 8. t = 4 has the points 0, +-1/sqrt(2), +-sqrt(2), infinity; t = 2 has 0, +-1.
typedef void (*madf_transform_input)(
    const float *_Nonnull const *_Nonnull d, size_t channels, float *_Nonnull v, size_t stride);

/// The way back: y[t * t] = activation(A^T m A + bias), m[n * n][stride], t * t pointers y row by row.
typedef void (*madf_transform_output)(
    const float *_Nonnull m, size_t stride, size_t channels, const float *_Nonnull bias, float slope,
    float *_Nonnull const *_Nonnull y);

/// out[c] = activation(x[c] * scale[c] + shift[c]).
typedef void (*madf_modulate)(
    const float *_Nonnull x, const float *_Nonnull scale, const float *_Nonnull shift, size_t channels, float slope,
    float *_Nonnull out);

/// out[i] += factor * x[i].
typedef void (*madf_accumulate)(const float *_Nonnull x, float factor, size_t count, float *_Nonnull out);

typedef struct {
    madf_multiply _Nonnull multiply3, multiply8, multiply16, multiply24, multiply32;
    madf_transform_input _Nonnull transform_input4;
    madf_transform_output _Nonnull transform_output4;
    madf_transform_input _Nonnull transform_input2;
    madf_transform_output _Nonnull transform_output2;
    madf_modulate _Nonnull modulate;
    madf_accumulate _Nonnull accumulate;
} madf_kernels;

/// The kernels for AVX2 with FMA, or a null pointer where the processor has no such instructions.
const madf_kernels *_Nullable madf_kernels_avx2(void);
/// The kernels for AVX-512 (F, VL, DQ, BW), or a null pointer where the processor lacks any of these.
const madf_kernels *_Nullable madf_kernels_avx512(void);

#endif
