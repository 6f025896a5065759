// Kernels that exist in single precision only: functions of the exponential, whose approximations are made for it, and
// kernels that take little time. The product in double precision of automatic differentiation is here, too. Included by
// kernels.h.

// MARK: Activations

/// Which lanes belong to a row of which `left` columns are left.
INLINE ivec inside(long left) {
  ivec lanes;
  UNROLL for (int i = 0; i < LANES; i++) lanes[i] = i;
  return lanes < (ivec)(whole)left;
}

/// e^x within 2 units in the last place for x from −87 to 88; 0 and infinity beyond. NaN stays NaN.
///
/// x = n ln 2 + r with |r| ≤ ½ ln 2, and e^x = 2^n e^r. The Taylor polynomial of e^r to r⁷/7! is off by less than
/// 1e-8; adding 1.5 · 2²³ rounds to a whole number, which then stands in the low bits of the sum.
INLINE vec exponential(vec x) {
  const vec round = (vec)12582912.0f;
  const vec shifted = fused(x, (vec)1.44269504f, round);
  const vec n = shifted - round;
  // ln 2 in two parts: the first has few enough digits that n times it is exact.
  const vec r = fused(n, (vec)2.12194440e-4f, fused(n, (vec)-0.693359375f, x));
  vec y = (vec)(1.0f / 5040);
  y = fused(y, r, (vec)(1.0f / 720));
  y = fused(y, r, (vec)(1.0f / 120));
  y = fused(y, r, (vec)(1.0f / 24));
  y = fused(y, r, (vec)(1.0f / 6));
  y = fused(y, r, (vec)0.5f);
  y = fused(y, r, (vec)1.0f);
  y = fused(y, r, (vec)1.0f);
  y *= (vec)(((ivec)shifted << 23) + 0x3f800000);
  y = blend(x < (vec)-87.0f, (vec)0.0f, y);
  return blend(x > (vec)88.0f, (vec)INFINITY, y);
}

/// ln x within 2 units in the last place for finite x from the smallest normal number up. NaN stays NaN.
///
/// With x = 2^k (1 + f), √½ ≤ 1 + f < √2, and s = f / (2 + f), ln(1 + f) is 2 s + 2 s³/3 + 2 s⁵/5 …, here to s⁹; as 2 s =
/// f − f²/2 + s f²/2, the largest term is exact.
INLINE vec logarithm(vec x) {
  const ivec k = ((ivec)x - 0x3f3504f3) >> 23;
  const vec power = __builtin_convertvector(k, vec);
  const vec f = (vec)((ivec)x - (k << 23)) - 1.0f;
  const vec s = f / (2.0f + f), s2 = s * s, square = 0.5f * f * f;
  vec y = (vec)(2.0f / 9);
  y = fused(y, s2, (vec)(2.0f / 7));
  y = fused(y, s2, (vec)(2.0f / 5));
  y = fused(y, s2, (vec)(2.0f / 3));
  y = fused(s, fused(y, s2, square), power * -2.12194440e-4f);
  y = fused(power, (vec)0.693359375f, f - (square - y));
  return blend(x < (vec)INFINITY, y, x);
}

/// tanh x: 1 − 2 / (e^2x + 1), and near 0, where that cancels, the Taylor polynomial to x¹¹.
INLINE vec tangent(vec x) {
  const vec far = 1.0f - 2.0f / (exponential(2.0f * x) + 1.0f);
  const vec s = x * x;
  vec near = (vec)(-1382.0f / 155925);
  near = fused(near, s, (vec)(62.0f / 2835));
  near = fused(near, s, (vec)(-17.0f / 315));
  near = fused(near, s, (vec)(2.0f / 15));
  near = fused(near, s, (vec)(-1.0f / 3));
  near = fused(x * s, near, x);
  return blend(s < (vec)0.0625f, near, far);
}

INLINE vec squashed(vec z) { return 1.0f / (1.0f + exponential(-z)); }

FORWARD(sigmoid, squashed)
FORWARD(hyperbolic_tangent, tangent)

BACKWARD(sigmoid_backward, d * (y * (1.0f - y)))
BACKWARD(hyperbolic_tangent_backward, d * fused(-y, y, (vec)1.0f))

// MARK: Layer normalisation

/// Runs `body` for each vector v of each panel of a row of n columns, from column j on.
#define BY_PANELS(n, body)                                                                                            \
  for (long p = 0; p < panels_of(n) * PANEL; p += PANEL) UNROLL for (int v = 0; v < VECTORS; v++) {                   \
    const long j = p + v * LANES;                                                                                     \
    body                                                                                                              \
  }

static void normalise(long m, long n, real *z, long stride, const real *gain, const real *offset, real *x,
                      long x_stride, real *inverse) {
  const real count = (real)n;
  for (long r = 0; r < m; r++) {
    real *row = z + r * stride, *out = x + r * x_stride;
    vec sum[VECTORS], squares[VECTORS];
    UNROLL for (int v = 0; v < VECTORS; v++) sum[v] = squares[v] = (vec)0.0f;
    BY_PANELS(n, sum[v] += load(row + j);)
    const real mean = sum_panel(sum) / count;
    // From the differences, as the difference of two sums of squares may cancel.
    BY_PANELS(n, {
      const vec d = blend(inside(n - j), load(row + j) - mean, (vec)0.0f);
      store(out + j, d);
      squares[v] = fused(d, d, squares[v]);
    })
    const vec root = __builtin_elementwise_sqrt((vec)(sum_panel(squares) / count) + (real)FATHOM_NORMALISATION_EPSILON);
    const vec factor = 1.0f / root;
    inverse[r] = factor[0];
    BY_PANELS(n, {
      const vec d = load(out + j) * factor;
      store(out + j, d);
      store(row + j, fused(d, load(gain + j), load(offset + j)));
    })
  }
}

static void normalise_backward(long m, long n, real *delta, long delta_stride, const real *gain, const real *x,
                               long x_stride, const real *inverse) {
  const real count = (real)n;
  for (long r = 0; r < m; r++) {
    real *row = delta + r * delta_stride;
    const real *normal = x + r * x_stride;
    vec sum[VECTORS], products[VECTORS];
    UNROLL for (int v = 0; v < VECTORS; v++) sum[v] = products[v] = (vec)0.0f;
    BY_PANELS(n, {
      const vec d = load(row + j) * load(gain + j);
      store(row + j, d);
      sum[v] += d;
      products[v] = fused(d, load(normal + j), products[v]);
    })
    const real mean = sum_panel(sum) / count, slope = sum_panel(products) / count;
    BY_PANELS(n, {
      const vec d = fused((vec)-slope, load(normal + j), load(row + j) - mean) * inverse[r];
      store(row + j, blend(inside(n - j), d, (vec)0.0f));
    })
  }
}
#undef BY_PANELS

static void sum_products(long m, long n, const real *delta, long delta_stride, const real *x, long x_stride,
                         real keep, real *gain) {
  for (long j = 0; j < panels_of(n) * PANEL; j += LANES) {
    vec sum = keep == 0 ? (vec)0.0f : keep * load(gain + j);
    for (long r = 0; r < m; r++) sum = fused(load(delta + r * delta_stride + j), load(x + r * x_stride + j), sum);
    store(gain + j, sum);
  }
}

// MARK: Loss

/// As softmax_cross_entropy, of up to PANEL rows, whose logarithms are taken together.
INLINE double softmax_cross_entropy_rows(long m, long n, real *a, long stride, const int32_t *labels, real scale,
                                         double total) {
  real sums[PANEL], distances[PANEL];
  UNROLL for (int i = 0; i < PANEL; i++) sums[i] = 1;
  for (long r = 0; r < m; r++) {
    real *row = a + r * stride;
    const real target = row[labels[r]];
    vec largest = (vec)-INFINITY;
    for (long j = 0; j < n; j += LANES) {
      const vec x = blend(inside(n - j), load(row + j), (vec)-INFINITY);
      largest = blend(x > largest, x, largest);
    }
    real maximum = largest[0];
    UNROLL for (int i = 1; i < LANES; i++) maximum = MAX(maximum, largest[i]);
    vec sum[VECTORS];
    UNROLL for (int v = 0; v < VECTORS; v++) sum[v] = (vec)0.0f;
    for (long p = 0; p < n; p += PANEL)
      UNROLL for (int v = 0; v < VECTORS; v++) {
        const long j = p + v * LANES;
        if (j >= n) break;
        const vec e = blend(inside(n - j), exponential(load(row + j) - maximum), (vec)0.0f);
        store(row + j, e);
        sum[v] += e;
      }
    sums[r] = sum_panel(sum);
    distances[r] = maximum - target;
    if (scale == 0) continue;
    const real factor = scale / sums[r];
    for (long j = 0; j < n; j += LANES) store(row + j, factor * load(row + j));
    row[labels[r]] -= scale;
  }
  UNROLL for (int v = 0; v < VECTORS; v++) store(sums + v * LANES, logarithm(load(sums + v * LANES)));
  for (long r = 0; r < m; r++) total += distances[r] + sums[r];
  return total;
}

static double softmax_cross_entropy(long m, long n, real *a, long stride, const int32_t *labels, real scale) {
  double total = 0;
  for (long r = 0; r < m; r += PANEL)
    total = softmax_cross_entropy_rows(MIN(PANEL, m - r), n, a + r * stride, stride, labels + r, scale, total);
  return total;
}

// MARK: Products in double precision

enum {
  /// Doubles in a vector, and vectors in a row of a panel of them.
  DOUBLES = LANES / 2,
  DOUBLE_VECTORS = PANEL / DOUBLES,
  /// Rows of a tile: eight accumulators hide the latency of adding.
  DOUBLE_TILE = MAX(1, 8 / DOUBLE_VECTORS),
};

typedef double dvec __attribute__((ext_vector_type(DOUBLES), aligned(8), may_alias));

/// `columns` columns of `rows` rows of c ← a · panel.
INLINE void double_tile(int rows, long columns, long k, const double *a, long a_row, long a_column,
                        const double *panel, double *c, long c_row) {
  dvec sum[DOUBLE_TILE][DOUBLE_VECTORS];
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < DOUBLE_VECTORS; v++) sum[r][v] = (dvec)0.0;
  // Not fused: without an instruction for it, that would be too slow.
  for (long i = 0; i < k; i++)
    UNROLL for (int r = 0; r < rows; r++) {
      const dvec x = (dvec)a[r * a_row + i * a_column];
      UNROLL for (int v = 0; v < DOUBLE_VECTORS; v++)
        sum[r][v] += x * *(const dvec *)(panel + i * PANEL + v * DOUBLES);
    }
  UNROLL for (int r = 0; r < rows; r++) memcpy(c + r * c_row, sum[r], (size_t)columns * sizeof *c);
}

static void double_product(long m, long n, long k, const double *a, long a_row, long a_column, const double *b,
                           long b_row, long b_column, double *panel, double *c) {
  for (long p = 0; p < n; p += PANEL) {
    const long columns = MIN(PANEL, n - p);
    for (long i = 0; i < k; i++)
      for (long j = 0; j < PANEL; j++) panel[i * PANEL + j] = j < columns ? b[i * b_row + (p + j) * b_column] : 0;
    long r = 0;
    for (; r + DOUBLE_TILE <= m; r += DOUBLE_TILE)
      double_tile(DOUBLE_TILE, columns, k, a + r * a_row, a_row, a_column, panel, c + r * n + p, n);
    for (; r < m; r++) double_tile(1, columns, k, a + r * a_row, a_row, a_column, panel, c + r * n + p, n);
  }
}

// MARK: Peak

static double multiply_add_rounds(long rounds, real *result) {
  vec sum[ACCUMULATORS];
  UNROLL for (int i = 0; i < ACCUMULATORS; i++) sum[i] = (vec)*result;
  const vec x = (vec)(*result * 0.999f), y = (vec)(*result * 0.001f);
  for (long n = 0; n < rounds; n++) UNROLL for (int i = 0; i < ACCUMULATORS; i++) sum[i] = fused(sum[i], x, y);
  UNROLL for (int i = 1; i < ACCUMULATORS; i++) sum[0] += sum[i];
  *result = sum[0][0];
  return 2.0 * LANES * ACCUMULATORS * (double)rounds;
}
