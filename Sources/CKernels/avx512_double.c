// avx512.c in double precision.
#define DOUBLE_PRECISION
#include "avx512.c"
