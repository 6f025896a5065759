#include <stddef.h>
#include <string.h>

#include "CKernels.h"

extern const struct fathom_kernels fathom_kernels_portable;
extern const struct fathom_kernels fathom_kernels_wide;

#if defined(__x86_64__)
extern const struct fathom_kernels fathom_kernels_avx2;
extern const struct fathom_kernels fathom_kernels_avx512;

static int runs_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

static int runs_avx512(void) {
  return runs_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
#endif

const struct fathom_kernels *fathom_kernels_named(const char *name) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (strcmp(name, "avx512") == 0 && runs_avx512()) return &fathom_kernels_avx512;
  if (strcmp(name, "avx2") == 0 && runs_avx2()) return &fathom_kernels_avx2;
#endif
  if (strcmp(name, "portable") == 0) return &fathom_kernels_portable;
  return strcmp(name, "wide") == 0 ? &fathom_kernels_wide : NULL;
}

const struct fathom_kernels *fathom_kernels_best(void) {
  const char *names[] = {"avx512", "avx2"};
  for (int i = 0; i < 2; i++) {
    const struct fathom_kernels *found = fathom_kernels_named(names[i]);
    if (found) return found;
  }
  return &fathom_kernels_portable;
}
