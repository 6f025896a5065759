// avx2.c in double precision.
#define DOUBLE_PRECISION
#include "avx2.c"
