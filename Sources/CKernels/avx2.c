// Eight lanes: AVX2 with fused multiply-add.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME avx2
#define FLOATS 8
#define ACCUMULATORS 12
#define FUSED 1
#include "kernels.h"
#pragma clang attribute pop
#endif
