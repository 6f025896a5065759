// Prints a digest of what each kernel computes on many shapes, for every set of kernels that this processor can run. All
// are the same, here and on any other processor (Scripts/test-arm64).

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

#define PADDED(n) (((n) + FATHOM_PANEL - 1) / FATHOM_PANEL * FATHOM_PANEL)
#define COUNT(array) (long)(sizeof(array) / sizeof *(array))

static uint64_t state;

/// Whole numbers below a bound, from a linear congruential generator.
static long below(long bound) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (long)((state >> 33) % (uint64_t)bound);
}

/// Rows of numbers of many sizes, some of them zero, padded with zeros.
static float *rows(long count, long columns) {
  float *values = calloc((size_t)(count * PADDED(columns)), sizeof *values);
  for (long r = 0; r < count; r++)
    for (long j = 0; j < columns; j++) {
      const float sizes[] = {0, 1e-3f, 1, 1, 1, 30};
      values[r * PADDED(columns) + j] = ((float)below(1 << 24) / (1 << 23) - 1) * sizes[below(COUNT(sizes))];
    }
  return values;
}

/// Adds bytes to a digest (FNV-1a).
static void add(uint64_t *digest, const void *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) *digest = (*digest ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
}

enum { PRODUCT, UPDATE, SUM_ROWS, BELOW, RELU, SIGMOID, TANH, NORMALISE, SUM, CROSS_ENTROPY, MOMENTUM, ADAM, STEP, DOUBLE, LAYER_IN_DOUBLE, KERNELS };
static const char *const names[KERNELS] = {"product", "update", "sum_rows", "delta_below", "relu", "sigmoid", "tanh",
                                           "normalise", "add", "softmax", "momentum", "adam", "step_update", "double_product",
                                           "layer_in_double"};

/// Every other column as it is and the rest by their entries, for a step of the weights w of all of them.
static void take_steps(const struct fathom_kernels *set, long m, long n, long k, const float *x, const float *delta,
                       float *w, uint64_t *digest) {
  const long wide = PADDED(n), deep = PADDED(k);
  int32_t *dense = malloc(sizeof *dense * (size_t)(k + 1)), *order = malloc(sizeof *order * (size_t)m);
  float *some = calloc((size_t)(m * deep), sizeof *some);
  float *first = calloc((size_t)(k * wide), sizeof *first), *second = calloc((size_t)(k * wide), sizeof *second);
  struct fathom_entry *entries = malloc(sizeof *entries * (size_t)(m * k));
  struct fathom_sample *samples = malloc(sizeof *samples * (size_t)(m * k));
  uint32_t *starts = malloc(sizeof *starts * (size_t)(m + 1)), *columns = malloc(sizeof *columns * (size_t)(k + 2));
  long count = 0;
  for (long i = 0; i < k; i += 2) dense[count++] = (int32_t)i;
  starts[0] = 0;
  for (long r = 0; r < m; r++) {
    order[r] = (int32_t)r;
    for (long i = 0; i < count; i++) some[r * deep + i] = x[r * deep + dense[i]];
    uint32_t next = starts[r];
    // The last columns have no value in any batch.
    for (long i = 1; i < k - 3; i += 2)
      if (below(2)) entries[next++] = (struct fathom_entry){x[r * deep + i], (uint32_t)i};
    starts[r + 1] = next;
  }
  const struct fathom_sparse sparse = {entries, starts};
  for (int rule = FATHOM_MOMENTUM; rule <= FATHOM_ADAM; rule++) {
    const struct fathom_step step = {.rule = rule, .rate = 0.01f, .beta1 = 0.9f, .beta2 = 0.999f, .epsilon = 1e-8f,
                                     .correction1 = 0.1f, .correction2 = 0.001f, .keep = rule == FATHOM_ADAM ? 0.999f : 1,
                                     .first = first, .second = second};
    set->step_update(m, n, count, dense, k, some, deep, delta, wide, &step, w);
    set->transpose(&sparse, order, m, k, columns, samples);
    set->sparse_step_update(columns, samples, n, k, dense, count, delta, wide, &step, w);
    add(digest, w, sizeof *w * (size_t)(k * wide));
    add(digest, first, sizeof *first * (size_t)(k * wide));
  }
  free(dense), free(order), free(some), free(first), free(second), free(entries), free(samples), free(starts);
  free(columns);
}

/// A layer in double precision: forwards, backwards, and an update.
static void double_layer(const struct fathom_double_kernels *set, long m, long n, long k, uint64_t *digest) {
  const long wide = PADDED(n), deep = PADDED(k);
  double *x = calloc((size_t)(m * deep), sizeof *x), *delta = calloc((size_t)(m * wide), sizeof *delta);
  double *z = calloc((size_t)(m * wide), sizeof *z), *below_delta = calloc((size_t)(m * deep), sizeof *below_delta);
  double *w = calloc((size_t)(k * wide), sizeof *w);
  double *scratch = calloc((size_t)(FATHOM_SCRATCH_PANELS * n * FATHOM_PANEL), sizeof *scratch);
  int32_t *columns = malloc(sizeof *columns * (size_t)(n + k));
  for (long i = 0; i < n + k; i++) columns[i] = (int32_t)i;
  for (long r = 0; r < m; r++) {
    for (long i = 0; i < k; i++) x[r * deep + i] = (double)below(1 << 30) / (1 << 29) - 1;
    for (long j = 0; j < n; j++) delta[r * wide + j] = (double)below(1 << 30) / (1 << 29) - 1;
  }
  set->update(m, n, k, columns, k, x, deep, delta, wide, 0, w);
  set->product(m, n, k, columns, k, x, deep, w, 0, z, wide);
  set->relu(m, n, z, wide);
  set->delta_below(m, n, k, columns, z, wide, w, scratch, below_delta, deep);
  add(digest, w, sizeof *w * (size_t)(k * wide));
  add(digest, z, sizeof *z * (size_t)(m * wide));
  add(digest, below_delta, sizeof *below_delta * (size_t)(m * deep));
  free(x), free(delta), free(z), free(below_delta), free(w), free(scratch), free(columns);
}

static void run(const struct fathom_kernels *set, long m, long n, long k, uint64_t *digests) {
  const long wide = PADDED(n), deep = PADDED(k);
  float *x = rows(m, k), *delta = rows(m, n), *z = rows(m, n), *bias = rows(1, n), *below_delta = rows(m, k);
  // In panels: the weights of sixteen outputs for one input after the other.
  float *w = rows(k, wide), *scratch = rows(FATHOM_SCRATCH_PANELS * n, FATHOM_PANEL);
  int32_t *columns = malloc(sizeof *columns * (size_t)(n + k)), *labels = malloc(sizeof *labels * (size_t)m);
  for (long i = 0; i < n + k; i++) columns[i] = (int32_t)i;
  for (long i = 0; i < m; i++) labels[i] = (int32_t)below(n);
#define ADD(kernel, values, count) add(&digests[kernel], values, sizeof *(values) * (size_t)(count))
  set->product(m, n, k, columns, k, x, deep, w, bias, z, wide);
  ADD(PRODUCT, z, m * wide);
  set->delta_below(m, n, k, columns, delta, wide, w, scratch, below_delta, deep);
  ADD(BELOW, below_delta, m * deep);
  set->sum_rows(m, n, delta, wide, 0.75f, bias);
  ADD(SUM_ROWS, bias, wide);
  struct {
    int kernel;
    void (*forward)(long, long, float *, long);
    void (*backward)(long, long, float *, long, const float *, long);
  } activations[] = {{RELU, set->relu, set->relu_backward},
                     {SIGMOID, set->sigmoid, set->sigmoid_backward},
                     {TANH, set->hyperbolic_tangent, set->hyperbolic_tangent_backward}};
  float *y = malloc(sizeof *y * (size_t)(m * wide)), *d = malloc(sizeof *d * (size_t)(m * wide));
  for (int i = 0; i < COUNT(activations); i++) {
    memcpy(y, z, sizeof *y * (size_t)(m * wide));
    memcpy(d, delta, sizeof *d * (size_t)(m * wide));
    activations[i].forward(m, n, y, wide);
    activations[i].backward(m, n, d, wide, y, wide);
    ADD(activations[i].kernel, y, m * wide);
    ADD(activations[i].kernel, d, m * wide);
  }
  float *gain = rows(1, n), *normal = malloc(sizeof *normal * (size_t)(m * wide));
  float *inverse = malloc(sizeof *inverse * (size_t)m);
  memcpy(y, z, sizeof *y * (size_t)(m * wide));
  memcpy(d, delta, sizeof *d * (size_t)(m * wide));
  set->normalise(m, n, y, wide, gain, bias, normal, wide, inverse);
  set->normalise_backward(m, n, d, wide, gain, normal, wide, inverse);
  set->sum_products(m, n, delta, wide, normal, wide, 0.75f, gain);
  ADD(NORMALISE, y, m * wide);
  ADD(NORMALISE, normal, m * wide);
  ADD(NORMALISE, inverse, m);
  ADD(NORMALISE, d, m * wide);
  ADD(NORMALISE, gain, wide);
  set->add(m, n, y, wide, d, wide, d, wide);
  ADD(SUM, d, m * wide);
  free(gain), free(normal), free(inverse);
  const double loss = set->softmax_cross_entropy(m, n, z, wide, labels, -0.03f);
  ADD(CROSS_ENTROPY, &loss, 1);
  for (long r = 0; r < m; r++) ADD(CROSS_ENTROPY, z + r * wide, n);
  struct fathom_step step = {
      .rule = below(2) ? FATHOM_NESTEROV : FATHOM_MOMENTUM, .rate = 0.01f, .beta1 = 0.9f, .keep = 1, .first = delta};
  set->take_step(m * wide, d, &step, y);
  ADD(MOMENTUM, y, m * wide);
  ADD(MOMENTUM, delta, m * wide);
  memset(z, 0, sizeof *z * (size_t)(m * wide));
  step = (struct fathom_step){.rule = FATHOM_ADAM, .rate = 0.01f, .beta1 = 0.9f, .beta2 = 0.999f, .epsilon = 1e-8f,
                              .correction1 = 0.1f, .correction2 = 0.001f, .keep = 1, .first = delta, .second = z};
  set->take_step(m * wide, d, &step, y);
  ADD(ADAM, y, m * wide);
  const float keep = (float[]){0, 1, 0.75f}[below(3)];
  set->update(m, n, k, columns, k, x, deep, delta, wide, keep, w);
  ADD(UPDATE, w, k * wide);
  take_steps(set, m, n, k, x, delta, w, &digests[STEP]);
  double_layer(set->in_double, m, n, k, &digests[LAYER_IN_DOUBLE]);
  double *a = malloc(sizeof *a * (size_t)(m * k)), *b = malloc(sizeof *b * (size_t)(k * n));
  double *panel = malloc(sizeof *panel * (size_t)(k * FATHOM_PANEL)), *c = malloc(sizeof *c * (size_t)(m * n));
  for (long i = 0; i < m * k; i++) a[i] = (double)below(1 << 30) / (1 << 29) - 1;
  for (long i = 0; i < k * n; i++) b[i] = (double)below(1 << 30) / (1 << 29) - 1;
  set->double_product(m, n, k, a, 1, m, b, n, 1, panel, c);
  ADD(DOUBLE, c, m * n);
  set->double_product(m, n, k, a, k, 1, b, 1, k, panel, c);
  ADD(DOUBLE, c, m * n);
  free(a), free(b), free(panel), free(c);
  free(x), free(delta), free(z), free(bias), free(below_delta), free(w), free(scratch), free(columns), free(labels);
  free(y), free(d);
}

int main(void) {
  const char *sets[] = {"portable", "wide", "avx2", "avx512"};
  const long batches[] = {1, 2, 3, 4, 5, 7, 10, 13, 16, 17, 32, 33}, widths[] = {1, 2, 3, 10, 15, 16, 17, 33, 65, 129, 301};
  for (int s = 0; s < COUNT(sets); s++) {
    const struct fathom_kernels *set = fathom_kernels_named(sets[s]);
    if (!set) continue;
    uint64_t digests[KERNELS];
    for (int i = 0; i < KERNELS; i++) digests[i] = 14695981039346656037u;
    state = 1;
    for (int a = 0; a < COUNT(batches); a++)
      for (int b = 0; b < COUNT(widths); b++)
        for (int c = 0; c < COUNT(widths); c++) run(set, batches[a], widths[b], widths[c], digests);
    for (int i = 0; i < KERNELS; i++) printf("%s %s %016llx\n", names[i], set->name, (unsigned long long)digests[i]);
  }
  return 0;
}
