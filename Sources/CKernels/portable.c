// Four lanes: SSE2 on any x86-64, NEON on any arm64.
#define NAME portable
#define FLOATS 4
#if defined(__aarch64__)
#define ACCUMULATORS 24
#define FUSED 1
#else
#define ACCUMULATORS 12
#define FUSED 0
#endif
#include "kernels.h"
