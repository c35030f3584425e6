#include "kernels.h"

#if defined(__x86_64__)
// Aligned to 4 only: rows and weights are where they are.
typedef float lanes4 __attribute__((vector_size(16), aligned(4)));
typedef float lanes8 __attribute__((vector_size(32), aligned(4)));
typedef float lanes16 __attribute__((vector_size(64), aligned(4)));

#pragma clang fp contract(fast)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME multiply8_avx2
#define VECTOR lanes8
#define VECTORS 1
#define ROWS 8
#include "multiply.inc"
#define NAME multiply16_avx2
#define VECTOR lanes8
#define VECTORS 2
#define ROWS 4
#include "multiply.inc"
#define NAME multiply24_avx2
#define VECTOR lanes8
#define VECTORS 3
#define ROWS 2
#include "multiply.inc"
#define NAME multiply32_avx2
#define VECTOR lanes8
#define VECTORS 4
#define ROWS 2
#include "multiply.inc"
#define SUFFIX(name) name##_avx2
#define VECTOR lanes8
#define LANES 8
#include "elementwise.inc"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma"))), apply_to = function)
#define NAME multiply8_avx512
#define VECTOR lanes8
#define VECTORS 1
#define ROWS 8
#include "multiply.inc"
#define NAME multiply16_avx512
#define VECTOR lanes16
#define VECTORS 1
#define ROWS 8
#include "multiply.inc"
#define NAME multiply24_avx512
#define VECTOR lanes8
#define VECTORS 3
#define ROWS 8
#include "multiply.inc"
#define NAME multiply32_avx512
#define VECTOR lanes16
#define VECTORS 2
#define ROWS 8
#include "multiply.inc"
#define SUFFIX(name) name##_avx512
#define VECTOR lanes8
#define LANES 8
#include "elementwise.inc"
#pragma clang attribute pop

static const madf_kernels avx2 = {
    multiply3_avx2, multiply8_avx2, multiply16_avx2, multiply24_avx2, multiply32_avx2,
    transform_input4_avx2, transform_output4_avx2, transform_input2_avx2, transform_output2_avx2,
    modulate_avx2, accumulate_avx2,
};
static const madf_kernels avx512 = {
    multiply3_avx512, multiply8_avx512, multiply16_avx512, multiply24_avx512, multiply32_avx512,
    transform_input4_avx512, transform_output4_avx512, transform_input2_avx512, transform_output2_avx512,
    modulate_avx512, accumulate_avx512,
};

const madf_kernels *madf_kernels_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &avx2 : 0;
}

const madf_kernels *madf_kernels_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && madf_kernels_avx2() ? &avx512 : 0;
}

#else
const madf_kernels *madf_kernels_avx2(void) { return 0; }
const madf_kernels *madf_kernels_avx512(void) { return 0; }
#endif
