// wide.c in double precision.
#define DOUBLE_PRECISION
#include "wide.c"
