// The hot loops of training, in single precision but for one product, once for each instruction set.
//
// Shapes: m samples, n outputs and k inputs of a layer. Matrices of samples are row-major with a stride in floats
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

/// A value other than zero, and its column.
struct fathom_entry {
  float value;
  uint32_t column;
};

/// Rows of which only the values other than zero are stored: those of row r are entries[starts[r] ..< starts[r + 1]].
struct fathom_sparse {
  const struct fathom_entry *entries;
  const uint32_t *starts;
};

/// A value of a sample of a batch.
struct fathom_sample {
  float value;
  uint32_t sample;
};

/// The rules by which an optimiser with a state makes a step.
enum { FATHOM_MOMENTUM, FATHOM_NESTEROV, FATHOM_ADAM };

/// A step with gradient g of a weight w and its state:
///   g ← g + penalty · w; w ← keep · w
///   momentum: v ← β₁ v + g; w ← w − rate · v, or with Nesterov w − rate · (g + β₁ v)
///   Adam: m ← β₁ m + (1 − β₁) g; s ← β₂ s + (1 − β₂) g²; w ← w − rate (m / correction1) / (√(s / correction2) + epsilon)
struct fathom_step {
  int rule;
  float rate, beta1, beta2, epsilon, correction1, correction2, penalty, keep;
  /// v or m, and s, in the layout of the weights.
  float *first, *second;
};

/// The kernels of one instruction set.
struct fathom_kernels {
  const char *name;

  /// c[m][n] ← bias + a[m][k] · weights, where column i of a belongs to the weights of input inputs[i], of which there
  /// are `weight_inputs`; a NULL bias is zero. Columns n … of c to the end of their panel become zero where bias and
  /// weights have zeros there.
  void (*product)(long m, long n, long k, const int32_t *inputs, long weight_inputs, const float *a, long a_stride,
                  const float *weights, const float *bias, float *c, long c_stride);

  /// weights ← keep · weights + aᵀ · delta with a[m][k] and delta[m][n], for the inputs that `inputs` names; with keep 0
  /// the old weights are not read.
  void (*update)(long m, long n, long k, const int32_t *inputs, long weight_inputs, const float *a, long a_stride,
                 const float *delta, long delta_stride, float keep, float *weights);

  /// to[m][columns] ← the rows of x that `rows` names; `ahead` more names follow, those of the next batch.
  void (*gather)(const float *x, long x_stride, long columns, const int32_t *rows, long m, long ahead, float *to,
                 long to_stride);

  /// c[m][n] += x · weights, with the m rows of `x` that `rows` names; `ahead` more names follow.
  void (*sparse_product)(const struct fathom_sparse *x, const int32_t *rows, long m, long ahead, long n,
                         long weight_inputs, const float *weights, float *c, long c_stride);

  /// weights += xᵀ · delta[m][n], with the m rows of `x` that `rows` names.
  void (*sparse_update)(const struct fathom_sparse *x, const int32_t *rows, long m, long n, long weight_inputs,
                        const float *delta, long delta_stride, float *weights);

  /// Takes a step of the weights of the inputs that `inputs` names, with gradient aᵀ · delta: see `update`.
  void (*step_update)(long m, long n, long k, const int32_t *inputs, long weight_inputs, const float *a, long a_stride,
                      const float *delta, long delta_stride, const struct fathom_step *step, float *weights);

  /// The entries of the m rows of `x` that `rows` names, column by column and there in the order of the rows: those of
  /// column c are samples[starts[c] ..< starts[c + 1]]. `starts` has room for columns + 2.
  void (*transpose)(const struct fathom_sparse *x, const int32_t *rows, long m, long columns, uint32_t *starts,
                    struct fathom_sample *samples);

  /// Takes a step of the weights of every input but those that `others` names, ascending, with gradient xᵀ · delta, for x as
  /// `transpose` gives it.
  void (*sparse_step_update)(const uint32_t *starts, const struct fathom_sample *samples, long n, long weight_inputs,
                             const int32_t *others, long other_count, const float *delta, long delta_stride,
                             const struct fathom_step *step, float *weights);

  /// w[count] ← factor · w, count a multiple of FATHOM_PANEL; with factor 0 the old values are not read.
  void (*scale)(long count, float factor, float *w);

  /// below[m][k] ← delta[m][n] · weightsᵀ, columns k … to the end of their panel zero. `outputs` holds 0 ..< n;
  /// `scratch` has room for
  /// FATHOM_SCRATCH_PANELS · n · FATHOM_PANEL floats.
  void (*delta_below)(long m, long n, long k, const int32_t *outputs, const float *delta, long delta_stride,
                      const float *weights, float *scratch, float *below, long below_stride);

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

  /// sum[m][n] ← a + b; the sum may be one of them.
  void (*add)(long m, long n, const float *a, long a_stride, const float *b, long b_stride, float *sum,
              long sum_stride);

  /// Σ over the rows of −ln softmax(a)[label]; with a scale other than 0 leaves scale · (softmax(a) − onehot(label)) in
  /// each row, padding zero. Labels lie in 0 ..< n.
  double (*softmax_cross_entropy)(long m, long n, float *a, long stride, const int32_t *labels, float scale);

  /// Takes a step of w[count] with gradients g[count], in whole panels.
  void (*take_step)(long count, const float *g, const struct fathom_step *step, float *w);

  /// c[m][n] ← a · b in double precision, with a(r, i) at a[r * a_row + i * a_column] and b(i, j) at b[i * b_row + j *
  /// b_column]; `panel` has room for k · FATHOM_PANEL doubles.
  void (*double_product)(long m, long n, long k, const double *a, long a_row, long a_column, const double *b,
                         long b_row, long b_column, double *panel, double *c);

  /// Multiplies and adds in registers for `rounds` rounds; returns how many operations that were (one multiply and one
  /// add count two), and a number that depends on them in `result`.
  double (*multiply_add_rounds)(long rounds, float *result);
};

/// The kernels called `name` — portable, avx2, avx512, or wide for tests — or NULL if there are none or this processor cannot run them.
const struct fathom_kernels *fathom_kernels_named(const char *name);

/// The fastest kernels that this processor can run.
const struct fathom_kernels *fathom_kernels_best(void);

#endif
