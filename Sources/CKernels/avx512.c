// Sixteen lanes: AVX-512 as every server processor with it has it.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,avx512f,avx512vl,avx512dq,avx512bw"))), \
                             apply_to = function)
#define NAME avx512
#define FLOATS 16
#define ACCUMULATORS 24
#define FUSED 1
#include "kernels.h"
#pragma clang attribute pop
#endif
