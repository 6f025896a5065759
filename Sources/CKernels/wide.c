// Sixteen lanes without AVX-512, which tests use: what avx512.c does, on processors that cannot run it.
#define NAME wide
#define FLOATS 16
#define ACCUMULATORS 24
#if defined(__aarch64__)
#define FUSED 1
#else
#define FUSED 0
#endif
#include "kernels.h"
