// Sixteen lanes without AVX-512, which tests use: what avx512.c does, on processors that cannot run it.
#define NAME wide
#define LANES 16
#define ACCUMULATORS 24
#include "kernels.h"
