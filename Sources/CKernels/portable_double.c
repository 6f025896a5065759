// portable.c in double precision.
#define DOUBLE_PRECISION
#include "portable.c"
