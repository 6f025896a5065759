// The hot loops of training, in single precision, once for each instruction set.
//
// Shapes: m samples, n outputs and k inputs of a layer. Matrices of samples are row-major with a stride in floats
// ("row stride"); strides and the columns up to the next multiple of FATHOM_PANEL belong to the row, so kernels work in
// whole vectors and have no tails. Weights lie in panels: the weights of FATHOM_PANEL outputs side by side for input 0,
// then for input 1 …, then the next panel: panels[(n + 15) / 16][k][16]. Padding is zero and stays zero.

#ifndef FATHOM_CKERNELS_H
#define FATHOM_CKERNELS_H

#include <stdint.h>

/// Outputs in a panel of weights; rows of samples are padded to a multiple of it.
#define FATHOM_PANEL 16
/// Inputs in a block of sparse rows, at most: a column within its block takes one byte.
#define FATHOM_BLOCK 256

/// Rows of which only the non-zero values are stored, row by row and within a row by blocks of `block` columns.
///
/// Block b of row r holds the entries starts[r · blocks + b] ..< starts[r · blocks + b + 1]; the column of entry e is
/// b · block + columns[e].
struct fathom_sparse {
  const float *values;
  const uint8_t *columns;
  const uint32_t *starts;
  long blocks;
  long block;
};

/// A non-zero value of a batch and the row of the batch that it belongs to.
struct fathom_entry {
  float value;
  uint32_t row;
};

/// The kernels of one instruction set.
struct fathom_kernels {
  const char *name;

  /// c[m][n] ← bias + a[m][k] · weights; a NULL bias is zero. Columns n … of c to the end of their panel become zero
  /// where bias and weights have zeros there.
  void (*product)(long m, long n, long k, const float *a, long a_stride, const float *weights, const float *bias,
                  float *c, long c_stride);

  /// As `product`, with the m rows of `x` that `rows` names as a; `ahead` more names follow, those of the next batch.
  void (*sparse_product)(const struct fathom_sparse *x, const int32_t *rows, long ahead, long m, long n, long k,
                         const float *weights, const float *bias, float *c, long c_stride);

  /// weights ← keep · weights + aᵀ · delta, with a[m][k] and delta[m][n]; with keep 0 the old weights are not read.
  void (*update)(long m, long n, long k, const float *a, long a_stride, const float *delta, long delta_stride,
                 float keep, float *weights);

  /// As `update`, with rows of `x` as a. `entries` has room for every non-zero value of the m rows, `offsets` for k + 1.
  void (*sparse_update)(const struct fathom_sparse *x, const int32_t *rows, long m, long n, long k, const float *delta,
                        long delta_stride, float keep, float *weights, struct fathom_entry *entries,
                        uint32_t *offsets);

  /// below[m][k] ← delta[m][n] · weightsᵀ, columns k … to the end of their panel zero. `scratch` has room for
  /// (k + 15) / 16 · n · 16 floats, which are zero before its first use and kept for the same layer.
  void (*delta_below)(long m, long n, long k, const float *delta, long delta_stride, const float *weights,
                      float *scratch, float *below, long below_stride);

  /// bias[n] ← keep · bias + Σ rows of delta[m][n].
  void (*sum_rows)(long m, long n, const float *delta, long delta_stride, float keep, float *bias);

  /// y = f(z) in place, z[m][n].
  void (*relu)(long m, long n, float *z, long stride);
  void (*sigmoid)(long m, long n, float *z, long stride);
  void (*hyperbolic_tangent)(long m, long n, float *z, long stride);

  /// delta[m][n] ← delta · f′, with f′ from the output y[m][n].
  void (*relu_backward)(long m, long n, float *delta, long delta_stride, const float *y, long y_stride);
  void (*sigmoid_backward)(long m, long n, float *delta, long delta_stride, const float *y, long y_stride);
  void (*hyperbolic_tangent_backward)(long m, long n, float *delta, long delta_stride, const float *y, long y_stride);

  /// Σ over the rows of −ln softmax(a)[label]; with a scale other than 0 leaves scale · (softmax(a) − onehot(label)) in
  /// each row, padding zero. Labels lie in 0 ..< n.
  double (*softmax_cross_entropy)(long m, long n, float *a, long stride, const int32_t *labels, float scale);

  /// v ← momentum · v + g; w ← w − rate · v, or with nesterov w − rate · (g + momentum · v).
  void (*momentum_step)(long count, float *w, const float *g, float *v, float rate, float momentum, int nesterov);

  /// Adam: m ← beta1 m + (1 − beta1) g; s ← beta2 s + (1 − beta2) g²;
  /// w ← w − rate (m / correction1) / (√(s / correction2) + epsilon).
  void (*adam_step)(long count, float *w, const float *g, float *first, float *second, float rate, float beta1,
                    float beta2, float epsilon, float correction1, float correction2);

  /// Multiplies and adds in registers for `rounds` rounds; returns how many operations that were (one multiply and one
  /// add count two), and a number that depends on them in `result`.
  double (*multiply_add_rounds)(long rounds, float *result);
};

/// The kernels called `name` — portable, avx2, avx512, or wide for tests — or NULL if there are none or this processor cannot run them.
const struct fathom_kernels *fathom_kernels_named(const char *name);

/// The fastest kernels that this processor can run.
const struct fathom_kernels *fathom_kernels_best(void);

#endif
