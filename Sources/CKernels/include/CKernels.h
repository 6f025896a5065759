// The hot loops of training, once for each instruction set: those that most of the time goes into in both precisions, the
// others in single precision.
//
// Shapes: m samples, n outputs and k inputs of a layer. Matrices of samples are row-major with a stride in numbers
// ("row stride"); strides and the columns up to the next multiple of FATHOM_PANEL belong to the row, so kernels work in
// whole vectors and have no tails. Weights lie in panels: the weights of FATHOM_PANEL outputs side by side for input 0,
// then for input 1 …, then the next panel: panels[(n + 15) / 16][k][16]. Padding is zero and stays zero.

#ifndef FATHOM_CKERNELS_H
#define FATHOM_CKERNELS_H

#include <stdint.h>

/// Panels that `delta_below` transposes at once, at most.
#define FATHOM_SCRATCH_PANELS 6
/// Outputs in a panel of weights; rows of samples are padded to a multiple of it.
#define FATHOM_PANEL 16
/// What layer normalisation adds to variances, as in PyTorch.
#define FATHOM_NORMALISATION_EPSILON 1e-5

/// The rules by which an optimiser with a state makes a step.
enum { FATHOM_MOMENTUM, FATHOM_NESTEROV, FATHOM_ADAM };

#define REAL double
#define FATHOM(name) fathom_double_##name
#include "../shapes.inc"

/// The kernels of one instruction set in double precision.
struct fathom_double_kernels {
#include "../products.inc"
};
#undef REAL
#undef FATHOM

#define REAL float
#define FATHOM(name) fathom_##name
#include "../shapes.inc"

/// The kernels of one instruction set, in single precision where nothing else is said.
struct fathom_kernels {
  const char *name;

#include "../products.inc"

  /// y = f(z) in place, z[m][n].
  void (*sigmoid)(long m, long n, float *z, long stride);
  void (*hyperbolic_tangent)(long m, long n, float *z, long stride);

  /// delta[m][n] ← delta · f′, with f′ from the output y[m][n].
  void (*sigmoid_backward)(long m, long n, float *delta, long delta_stride, const float *y, long y_stride);
  void (*hyperbolic_tangent_backward)(long m, long n, float *delta, long delta_stride, const float *y, long y_stride);

  /// Layer normalisation of each row of z[m][n], whose padding is zero: x ← (z − mean) · inverse, with the mean of the row
  /// and inverse = 1 / √(its variance + FATHOM_NORMALISATION_EPSILON), and z ← gain · x + offset. `inverse` takes a value for each row.
  void (*normalise)(long m, long n, float *z, long stride, const float *gain, const float *offset, float *x,
                    long x_stride, float *inverse);

  /// delta[m][n] ← inverse · (d − mean(d) − x · mean(d · x)) with d = gain · delta and means over the row; padding zero.
  void (*normalise_backward)(long m, long n, float *delta, long delta_stride, const float *gain, const float *x,
                             long x_stride, const float *inverse);

  /// gain[n] ← keep · gain + Σ rows of delta[m][n] · x[m][n].
  void (*sum_products)(long m, long n, const float *delta, long delta_stride, const float *x, long x_stride, float keep,
                       float *gain);

  /// Σ over the rows of −ln softmax(a)[label]; with a scale other than 0 leaves scale · (softmax(a) − onehot(label)) in
  /// each row, padding zero. Labels lie in 0 ..< n.
  double (*softmax_cross_entropy)(long m, long n, float *a, long stride, const int32_t *labels, float scale);

  /// c[m][n] ← a · b in double precision, with a(r, i) at a[r * a_row + i * a_column] and b(i, j) at b[i * b_row + j *
  /// b_column]; `panel` has room for k · FATHOM_PANEL doubles.
  void (*double_product)(long m, long n, long k, const double *a, long a_row, long a_column, const double *b,
                         long b_row, long b_column, double *panel, double *c);

  /// Multiplies and adds in registers for `rounds` rounds; returns how many operations that were (one multiply and one
  /// add count two), and a number that depends on them in `result`.
  double (*multiply_add_rounds)(long rounds, float *result);

  /// The kernels of the instruction set in double precision. They multiply and add with two roundings, for without an
  /// instruction for it one would be too slow.
  const struct fathom_double_kernels *in_double;
};
#undef REAL
#undef FATHOM

/// The kernels called `name` — portable, avx2, avx512, or wide for tests — or NULL if there are none or this processor cannot run them.
const struct fathom_kernels *fathom_kernels_named(const char *name);

/// The fastest kernels that this processor can run.
const struct fathom_kernels *fathom_kernels_best(void);

#endif
