// Every kernel, written once in terms of vectors of LANES numbers; each instruction set includes it with its own NAME,
// number of FLOATS in a vector and number of ACCUMULATORS that its registers hold beside the operands, and says with FUSED
// whether it multiplies and adds in one instruction. With DOUBLE_PRECISION, numbers are doubles. See CKernels.h for shapes.
//
// All give the same bits. Elementwise operations do whatever the width, and sums of products add input after input (or
// sample after sample). Sums over a row have PANEL partial sums, lane by lane, which sum_panel adds; multiply and add are
// fused where the source says so and nowhere else; and nothing is called from the C library, which differs by machine.

#include <math.h>
#include <string.h>

#include "CKernels.h"

#ifdef DOUBLE_PRECISION
typedef double real;
/// A whole number with as many bits.
typedef int64_t whole;
#define FATHOM(name) fathom_double_##name
enum { LANES = FLOATS / 2 };
#else
typedef float real;
typedef int32_t whole;
#define FATHOM(name) fathom_##name
enum { LANES = FLOATS };
#endif

#pragma clang fp contract(off)

// Vectors are passed only to functions that are inlined, so no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

enum {
  PANEL = FATHOM_PANEL,
  /// Vectors in a row of a panel.
  VECTORS = PANEL / LANES,
  /// Rows of a tile, at most: rows × panels × VECTORS accumulators stay in registers.
  TILE = MIN(6, ACCUMULATORS / VECTORS),
  /// Panels that a row of sparse values is multiplied with at once: eight accumulators hide the latency of adding.
  CHUNK = 8 / VECTORS,
  /// Rows of sparse values that are fetched from memory ahead of their use.
  AHEAD = 6,
};

/// Panels of a tile with so many rows.
#define WIDTH(rows) MAX(1, MIN(6, ACCUMULATORS / ((rows) * VECTORS)))

typedef real vec __attribute__((ext_vector_type(LANES), aligned(sizeof(real)), may_alias));
typedef whole ivec __attribute__((ext_vector_type(LANES), aligned(sizeof(real)), may_alias));

INLINE vec blend(ivec condition, vec yes, vec no) {
  return (vec)(((ivec)yes & condition) | ((ivec)no & ~condition));
}

INLINE vec load(const real *p) { return *(const vec *)p; }
INLINE void store(real *p, vec v) { *(vec *)p = v; }

#if defined(DOUBLE_PRECISION)
/// x · y + z, rounded twice: see `in_double`.
INLINE vec fused(vec x, vec y, vec z) { return x * y + z; }
#elif FUSED
/// x · y + z, rounded once.
INLINE vec fused(vec x, vec y, vec z) { return __builtin_elementwise_fma(x, y, z); }
#else
typedef double wide __attribute__((ext_vector_type(LANES)));
typedef int64_t wide_bits __attribute__((ext_vector_type(LANES)));

/// x · y + z, rounded once. Double precision has the exact product. Its sum with z is rounded to odd: where something is
/// lost, which a two-sum tells (Knuth), the neighbour with an odd last bit is taken. Rounding that to single precision is
/// as good as rounding the exact sum (S. Boldo, G. Melquiond, "Emulation of FMA and correctly rounded sums", 2008).
INLINE vec fused(vec x, vec y, vec z) {
  const wide product = __builtin_convertvector(x, wide) * __builtin_convertvector(y, wide);
  const wide term = __builtin_convertvector(z, wide), sum = product + term;
  const wide part = sum - product, lost = (product - (sum - part)) + (term - part);
  const wide_bits bits = (wide_bits)sum, outward = (((wide_bits)lost ^ bits) >> 63) | 1;
  // Infinite sums lose NaN, which is neither.
  const wide_bits inexact = (lost < 0) | (lost > 0), even = (bits & 1) - 1;
  return __builtin_convertvector((wide)(bits + (outward & inexact & even)), vec);
}
#endif

/// x / y, for a y that is the same for all: x times its reciprocal, corrected once by the remainder. It has the bits of a
/// division (P. Markstein, "Computation of elementary functions on the IBM RISC System/6000 processor", 1990), except where it
/// is less than the smallest normal number.
INLINE vec quotient(vec x, real y) {
#ifdef DOUBLE_PRECISION
  return x / y;
#else
  const real inverse = 1 / y;
  const vec q = x * inverse, corrected = fused(fused(-q, (vec)y, x), (vec)inverse, q);
  return blend(corrected == corrected, corrected, q);  // infinity leaves NaN over
#endif
}

/// A step of the LANES weights at `at` with gradient g: see `struct fathom_step`, whose rule is `rule`.
INLINE void step_at(int rule, const struct FATHOM(step) *s, vec g, real *w, long at) {
  vec weight = load(w + at);
  if (s->penalty != 0) g += s->penalty * weight;
  if (s->keep != 1) weight *= s->keep;
  if (rule == FATHOM_ADAM) {
    const vec m = fused((vec)s->beta1, load(s->first + at), (1 - s->beta1) * g);
    const vec v = fused((vec)s->beta2, load(s->second + at), (1 - s->beta2) * g * g);
    store(s->first + at, m);
    store(s->second + at, v);
    const vec root = __builtin_elementwise_sqrt(quotient(v, s->correction2));
    store(w + at, weight - s->rate * quotient(m, s->correction1) / (root + s->epsilon));
  } else {
    const vec velocity = fused((vec)s->beta1, load(s->first + at), g);
    store(s->first + at, velocity);
    const vec step = rule == FATHOM_NESTEROV ? fused((vec)s->beta1, velocity, g) : velocity;
    store(w + at, fused((vec)-s->rate, step, weight));
  }
}

/// Runs `body(rule)` with the constant that is the rule of `step`.
#define BY_RULE(step, body)                                                                                           \
  switch ((step)->rule) {                                                                                             \
  case FATHOM_MOMENTUM: body(FATHOM_MOMENTUM); break;                                                                 \
  case FATHOM_NESTEROV: body(FATHOM_NESTEROV); break;                                                                 \
  case FATHOM_ADAM: body(FATHOM_ADAM); break;                                                                         \
  }

INLINE long panels_of(long n) { return (n + PANEL - 1) / PANEL; }

/// Number of tiles that `count` rows are split into. All are as large as each other or one row smaller, the larger ones
/// first, because tiles of few rows are slow.
INLINE long tiles_of(long count) { return (count + TILE - 1) / TILE; }

/// Runs `body(rows)` with the constant that is the number of rows of the larger tiles of `count` rows.
#define BY_LARGEST_TILE(count, body)                                                                                  \
  switch (((count) + tiles_of(count) - 1) / tiles_of(count)) {                                                        \
  case 1: body(1); break;                                                                                             \
  case 2: body(2); break;                                                                                             \
  case 3: body(3); break;                                                                                             \
  case 4: body(4); break;                                                                                             \
  case 5: body(5); break;                                                                                             \
  case 6: body(6); break;                                                                                             \
  }

/// Values that a row without its zeros is looked at together.
enum { PIECE = 256 };

/// Copies the values of a row that are not zero, and their inputs; returns how many they are, at most PIECE.
INLINE long without_zeros(long count, const real *a, const int32_t *inputs, real *values, int32_t *kept) {
  long n = 0;
  for (long i = 0; i < count; i++) {
    values[n] = a[i];
    kept[n] = inputs[i];
    n += a[i] != 0;
  }
  return n;
}

// MARK: Products of dense rows with weights

/// `rows` × `panels` tile of c ← bias + a · weights, over `k` of the weights' inputs, `panel` numbers from one panel to
/// the next.
INLINE void product_tile(int rows, int panels, long k, const int32_t *inputs, long panel, const real *a,
                         long a_stride, const real *w, const real *bias, real *c, long c_stride) {
  vec sum[TILE][6 * VECTORS];
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < panels * VECTORS; v++)
    sum[r][v] = bias ? load(bias + v * LANES) : (vec)0.0f;
  for (long i = 0; i < k; i++) {
    const real *row = w + (long)inputs[i] * PANEL;
    vec y[6 * VECTORS];
    UNROLL for (int v = 0; v < panels * VECTORS; v++) y[v] = load(row + v / VECTORS * panel + v % VECTORS * LANES);
    UNROLL for (int r = 0; r < rows; r++) {
      const vec x = (vec)a[r * a_stride + i];
      UNROLL for (int v = 0; v < panels * VECTORS; v++) sum[r][v] = fused(x, y[v], sum[r][v]);
    }
  }
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < panels * VECTORS; v++)
    store(c + r * c_stride + v * LANES, sum[r][v]);
}

/// The products of all rows, in tiles of `rows` or one less; a panel stays in the cache for all of them.
INLINE void product_tiled(int rows, long m, long n, long k, const int32_t *inputs, long panel, const real *a,
                          long a_stride, const real *w, const real *bias, real *c, long c_stride) {
  const long panels = panels_of(n), smaller = tiles_of(m) * rows - m;
  for (long p = 0; p < panels;) {
    const int wide = p + WIDTH(rows) <= panels;
    for (long first = 0; first < m;) {
      const long count = m - first > smaller * (rows - 1) ? rows : rows - 1;
#define ARGUMENTS k, inputs, panel, a + first * a_stride, a_stride, w + p * panel, bias ? bias + p * PANEL : bias, \
                  c + first * c_stride + p * PANEL, c_stride
      if (count == rows) {
        if (wide) product_tile(rows, WIDTH(rows), ARGUMENTS); else product_tile(rows, 1, ARGUMENTS);
      } else {
        if (wide) product_tile(rows - 1, WIDTH(rows), ARGUMENTS); else product_tile(rows - 1, 1, ARGUMENTS);
      }
#undef ARGUMENTS
      first += count;
    }
    p += wide ? WIDTH(rows) : 1;
  }
}

static void product(long m, long n, long k, const int32_t *inputs, long weight_inputs, const real *a, long a_stride,
                    const real *w, const real *bias, real *c, long c_stride) {
  if (m == 0) return;
  if (m == 1 && bias) {
    // A single row is not worth more than a look for its zeros, which half of all rectified units are.
    real values[PIECE];
    int32_t kept[PIECE];
    for (long first = 0; first == 0 || first < k; first += PIECE) {
      const long count = without_zeros(MIN(PIECE, k - first), a + first, inputs + first, values, kept);
      product_tiled(1, 1, n, count, kept, weight_inputs * PANEL, values, 0, w, first ? c : bias, c, c_stride);
    }
    return;
  }
#define TILED(rows)                                                                                                   \
  product_tiled(MIN(rows, TILE), m, n, k, inputs, weight_inputs * PANEL, a, a_stride, w, bias, c, c_stride)
  BY_LARGEST_TILE(m, TILED)
#undef TILED
}

// MARK: Updates of weights by dense rows

/// What a sum of products becomes, besides by the rules of steps: weights ← keep · weights + sum.
enum { ADDED = -1 };

/// `rows` × `panels` tile of an update by aᵀ · delta, m samples deep; `inputs` names the rows of weights, of which the first
/// lies at `at`.
INLINE void update_tile(int rule, int rows, int panels, const int32_t *inputs, long panel, long m, const real *a,
                        long a_stride, const real *delta, long delta_stride, real keep,
                        const struct FATHOM(step) *step, real *w, long at) {
  vec sum[TILE][6 * VECTORS];
#define AT(r, v) (at + (long)inputs[r] * PANEL + v / VECTORS * panel + v % VECTORS * LANES)
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < panels * VECTORS; v++)
    sum[r][v] = rule != ADDED || keep == 0 ? (vec)0.0f : load(w + AT(r, v));
  if (rule == ADDED && keep != 0 && keep != 1)
    UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < panels * VECTORS; v++) sum[r][v] *= keep;
  for (long s = 0; s < m; s++) {
    vec y[6 * VECTORS];
    UNROLL for (int v = 0; v < panels * VECTORS; v++) y[v] = load(delta + s * delta_stride + v * LANES);
    UNROLL for (int r = 0; r < rows; r++) {
      const vec x = (vec)a[s * a_stride + r];
      UNROLL for (int v = 0; v < panels * VECTORS; v++) sum[r][v] = fused(x, y[v], sum[r][v]);
    }
  }
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < panels * VECTORS; v++)
    if (rule == ADDED) store(w + AT(r, v), sum[r][v]); else step_at(rule, step, sum[r][v], w, AT(r, v));
#undef AT
}

INLINE void update_tiled(int rule, int rows, long m, long n, long k, const int32_t *inputs, long panel, const real *a,
                         long a_stride, const real *delta, long delta_stride, real keep,
                         const struct FATHOM(step) *step, real *w) {
  const long panels = panels_of(n), smaller = tiles_of(k) * rows - k;
  for (long p = 0; p < panels;) {
    const int wide = p + WIDTH(rows) <= panels;
    for (long first = 0; first < k;) {
      const long count = k - first > smaller * (rows - 1) ? rows : rows - 1;
#define ARGUMENTS inputs + first, panel, m, a + first, a_stride, delta + p * PANEL, delta_stride, keep, step, w, p * panel
      if (count == rows) {
        if (wide) update_tile(rule, rows, WIDTH(rows), ARGUMENTS); else update_tile(rule, rows, 1, ARGUMENTS);
      } else {
        if (wide) update_tile(rule, rows - 1, WIDTH(rows), ARGUMENTS); else update_tile(rule, rows - 1, 1, ARGUMENTS);
      }
#undef ARGUMENTS
      first += count;
    }
    p += wide ? WIDTH(rows) : 1;
  }
}

static void update_all(long m, long n, long k, const int32_t *inputs, long panel, const real *a, long a_stride,
                       const real *delta, long delta_stride, real keep, real *w) {
  if (k == 0) return;
#define TILED(rows)                                                                                                   \
  update_tiled(ADDED, MIN(rows, TILE), m, n, k, inputs, panel, a, a_stride, delta, delta_stride, keep, 0, w)
  BY_LARGEST_TILE(k, TILED)
#undef TILED
}

static void update(long m, long n, long k, const int32_t *inputs, long weight_inputs, const real *a, long a_stride,
                   const real *delta, long delta_stride, real keep, real *w) {
  if (m == 1 && keep == 1) {
    real values[PIECE];
    int32_t kept[PIECE];
    for (long first = 0; first < k; first += PIECE) {
      const long count = without_zeros(MIN(PIECE, k - first), a + first, inputs + first, values, kept);
      update_all(1, n, count, kept, weight_inputs * PANEL, values, 0, delta, delta_stride, keep, w);
    }
    return;
  }
  update_all(m, n, k, inputs, weight_inputs * PANEL, a, a_stride, delta, delta_stride, keep, w);
}

static void step_update(long m, long n, long k, const int32_t *inputs, long weight_inputs, const real *a,
                        long a_stride, const real *delta, long delta_stride, const struct FATHOM(step) *step,
                        real *w) {
  if (k == 0) return;
  const struct FATHOM(step) own = *step;  // which no weight can be part of
  // Two sizes of tile, for the code of each is there for every rule: few inputs go one by one, and all of them where the code
  // of a tile is long, as it has no instruction for multiplying and adding.
  const int fill = FUSED && (k + tiles_of(k) - 1) / tiles_of(k) == TILE;
#define RULE(rule)                                                                                                    \
  if (fill) update_tiled(rule, TILE, ARGUMENTS); else update_tiled(rule, 1, ARGUMENTS)
#define ARGUMENTS m, n, k, inputs, weight_inputs * PANEL, a, a_stride, delta, delta_stride, 0, &own, w
  BY_RULE(step, RULE)
#undef ARGUMENTS
#undef RULE
}

// MARK: Rows by index

/// Asks for memory before it is needed: rows are visited in random order, which no cache foresees.
INLINE void fetch(const void *from, long bytes) {
  for (long i = 0; i < bytes; i += 64) __builtin_prefetch((const char *)from + i);
}

static void gather(const real *x, long x_stride, long columns, const int32_t *rows, long m, long ahead, real *to,
                   long to_stride) {
  for (long r = 0; r < m; r++) {
    if (r + AHEAD < m + ahead) fetch(x + rows[r + AHEAD] * x_stride, columns * (long)sizeof *x);
    memcpy(to + r * to_stride, x + rows[r] * x_stride, (size_t)columns * sizeof *x);
  }
}

// MARK: Sparse rows

/// Runs `body(count)` for chunks of `count` panels, from panel p on, until none of `panels` is left.
#define BY_CHUNKS(p, panels, body)                                                                                    \
  for (long p = 0; p < (panels);) {                                                                                   \
    if (p + CHUNK <= (panels)) { body(CHUNK); p += CHUNK; }                                                           \
    else if (CHUNK > 4 && p + 4 <= (panels)) { body(MIN(4, CHUNK)); p += 4; }                                         \
    else if (CHUNK > 2 && p + 2 <= (panels)) { body(MIN(2, CHUNK)); p += 2; }                                         \
    else { body(1); p += 1; }                                                                                         \
  }

/// c += x · weights for `panels` panels.
INLINE void sparse_product_chunk(int panels, const struct FATHOM(sparse) *x, const int32_t *rows, long m, long panel,
                                 const real *w, real *c, long c_stride) {
  for (long r = 0; r < m; r++) {
    real *out = c + r * c_stride;
    vec sum[CHUNK * VECTORS];
    UNROLL for (int v = 0; v < panels * VECTORS; v++) sum[v] = load(out + v * LANES);
    for (uint32_t i = x->starts[rows[r]], end = x->starts[rows[r] + 1]; i < end; i++) {
      const vec value = (vec)x->entries[i].value;
      const real *row = w + (long)x->entries[i].column * PANEL;
      UNROLL for (int v = 0; v < panels * VECTORS; v++)
        sum[v] = fused(value, load(row + v / VECTORS * panel + v % VECTORS * LANES), sum[v]);
    }
    UNROLL for (int v = 0; v < panels * VECTORS; v++) store(out + v * LANES, sum[v]);
  }
}

static void sparse_product(const struct FATHOM(sparse) *x, const int32_t *rows, long m, long ahead, long n,
                           long weight_inputs, const real *w, real *c, long c_stride) {
  const long panel = weight_inputs * PANEL;
  for (long r = 0; r < m + ahead; r++)
    fetch(x->entries + x->starts[rows[r]], (x->starts[rows[r] + 1] - x->starts[rows[r]]) * (long)sizeof *x->entries);
#define BODY(count) sparse_product_chunk(count, x, rows, m, panel, w + p * panel, c + p * PANEL, c_stride)
  BY_CHUNKS(p, panels_of(n), BODY)
#undef BODY
}

/// weights += xᵀ · delta for `panels` panels.
INLINE void sparse_update_chunk(int panels, const struct FATHOM(sparse) *x, const int32_t *rows, long m, long panel,
                                const real *delta, long delta_stride, real *w) {
  for (long r = 0; r < m; r++) {
    vec y[CHUNK * VECTORS];
    UNROLL for (int v = 0; v < panels * VECTORS; v++) y[v] = load(delta + r * delta_stride + v * LANES);
    for (uint32_t i = x->starts[rows[r]], end = x->starts[rows[r] + 1]; i < end; i++) {
      const vec value = (vec)x->entries[i].value;
      real *row = w + (long)x->entries[i].column * PANEL;
      UNROLL for (int v = 0; v < panels * VECTORS; v++) {
        real *at = row + v / VECTORS * panel + v % VECTORS * LANES;
        store(at, fused(value, y[v], load(at)));
      }
    }
  }
}

static void sparse_update(const struct FATHOM(sparse) *x, const int32_t *rows, long m, long n, long weight_inputs,
                          const real *delta, long delta_stride, real *w) {
  const long panel = weight_inputs * PANEL;
#define BODY(count) sparse_update_chunk(count, x, rows, m, panel, delta + p * PANEL, delta_stride, w + p * panel)
  BY_CHUNKS(p, panels_of(n), BODY)
#undef BODY
}

static void transpose(const struct FATHOM(sparse) *x, const int32_t *rows, long m, long columns, uint32_t *starts,
                      struct FATHOM(sample) *samples) {
  // Counted one place further on than they end up, as each start moves to its column's end while samples are placed.
  memset(starts, 0, (size_t)(columns + 2) * sizeof *starts);
  for (long r = 0; r < m; r++)
    for (uint32_t i = x->starts[rows[r]], end = x->starts[rows[r] + 1]; i < end; i++) starts[x->entries[i].column + 2]++;
  for (long c = 2; c <= columns + 1; c++) starts[c] += starts[c - 1];
  for (long r = 0; r < m; r++)
    for (uint32_t i = x->starts[rows[r]], end = x->starts[rows[r] + 1]; i < end; i++)
      samples[starts[x->entries[i].column + 1]++] = (struct FATHOM(sample)){x->entries[i].value, (uint32_t)r};
}

/// Whether a step with gradient 0 changes none of the weights of an input in `panels` panels, the first of them at `at`: their
/// state is zero, as it is before the input's first value.
INLINE int rests(int rule, int panels, long k, const struct FATHOM(step) *step, long at) {
  if (step->penalty != 0 || step->keep != 1) return 0;
  ivec bits = (ivec)(vec)0.0f;
  UNROLL for (int v = 0; v < panels * VECTORS; v++) {
    const long here = at + v / VECTORS * k * PANEL + v % VECTORS * LANES;
    bits |= (ivec)load(step->first + here);
    if (rule == FATHOM_ADAM) bits |= (ivec)load(step->second + here);
  }
  whole any = 0;
  UNROLL for (int i = 0; i < LANES; i++) any |= bits[i];
  return any == 0;
}

/// Steps of `panels` panels of weights at `at`.
INLINE void sparse_step_chunk(int rule, int panels, const uint32_t *starts, const struct FATHOM(sample) *samples, long k,
                              const int32_t *others, long other_count, const real *delta, long delta_stride,
                              const struct FATHOM(step) *step, real *w, long at) {
  for (long c = 0, other = 0; c < k; c++) {
    if (other < other_count && others[other] == c) {
      other++;
      continue;
    }
    if (starts[c] == starts[c + 1] && rests(rule, panels, k, step, at + c * PANEL)) continue;
    vec sum[CHUNK * VECTORS];
    UNROLL for (int v = 0; v < panels * VECTORS; v++) sum[v] = (vec)0.0f;
    for (uint32_t i = starts[c]; i < starts[c + 1]; i++) {
      const vec x = (vec)samples[i].value;
      const real *y = delta + (long)samples[i].sample * delta_stride;
      UNROLL for (int v = 0; v < panels * VECTORS; v++) sum[v] = fused(x, load(y + v * LANES), sum[v]);
    }
    UNROLL for (int v = 0; v < panels * VECTORS; v++)
      step_at(rule, step, sum[v], w, at + c * PANEL + v / VECTORS * k * PANEL + v % VECTORS * LANES);
  }
}

static void sparse_step_update(const uint32_t *starts, const struct FATHOM(sample) *samples, long n, long k,
                               const int32_t *others, long other_count, const real *delta, long delta_stride,
                               const struct FATHOM(step) *step, real *w) {
  const struct FATHOM(step) own = *step;
#define CHUNK_OF(count)                                                                                               \
  sparse_step_chunk(rule, count, starts, samples, k, others, other_count, delta + p * PANEL, delta_stride, &own, w,   \
                    p * k * PANEL)
#define RULE(name)                                                                                                    \
  {                                                                                                                   \
    enum { rule = name };                                                                                             \
    BY_CHUNKS(p, panels_of(n), CHUNK_OF)                                                                              \
  }
  BY_RULE(step, RULE)
#undef RULE
#undef CHUNK_OF
}

static void scale(long count, real factor, real *w) {
  if (factor == 0) memset(w, 0, (size_t)count * sizeof *w);
  else for (long i = 0; i < count; i += LANES) store(w + i, factor * load(w + i));
}

// MARK: Deltas of the layer below

#ifndef DOUBLE_PRECISION
typedef real octet __attribute__((ext_vector_type(8), aligned(4), may_alias));

/// Transposes 8 × 8 floats in registers: pairs of neighbours, then pairs of pairs, then halves change places.
INLINE void transpose_octets(const real *from, long from_stride, real *to, long to_stride) {
  octet a[8], b[8];
  UNROLL for (int i = 0; i < 8; i++) a[i] = *(const octet *)(from + i * from_stride);
  UNROLL for (int i = 0; i < 8; i += 2) {
    b[i] = __builtin_shufflevector(a[i], a[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    b[i + 1] = __builtin_shufflevector(a[i], a[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  UNROLL for (int half = 0; half < 8; half += 4) UNROLL for (int i = half; i < half + 2; i++) {
    a[i] = __builtin_shufflevector(b[i], b[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
    a[i + 2] = __builtin_shufflevector(b[i], b[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
  }
  UNROLL for (int i = 0; i < 4; i++) {
    *(octet *)(to + i * to_stride) = __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    *(octet *)(to + (i + 4) * to_stride) = __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}
#endif

/// One panel of the transposed weights: t[n][16] from the inputs i ..< i + 16 of w[(n + 15) / 16][k][16]; 0 beyond k.
static void transpose_panel(long n, long k, long i, const real *w, real *t) {
  if (i + PANEL > k) memset(t, 0, (size_t)(n * PANEL) * sizeof *t);
  for (long j = 0; j < n; j += 8)
    for (long half = 0; half < PANEL && i + half < k; half += 8) {
      const real *from = w + (j / PANEL * k + i + half) * PANEL + j % PANEL;
      real *to = t + j * PANEL + half;
#ifndef DOUBLE_PRECISION
      if (j + 8 <= n && i + half + 8 <= k) {
        transpose_octets(from, PANEL, to, PANEL);
        continue;
      }
#endif
      for (long y = 0; y < MIN(8, n - j); y++)
        for (long x = 0; x < MIN(8, k - i - half); x++) to[y * PANEL + x] = from[x * PANEL + y];
    }
}

/// The sum of a panel: the upper half is added to the lower until one lane is left.
INLINE real sum_panel(const vec *v) {
  vec sum[VECTORS];
  UNROLL for (int i = 0; i < VECTORS; i++) sum[i] = v[i];
  UNROLL for (int half = VECTORS / 2; half > 0; half /= 2)
    UNROLL for (int i = 0; i < half; i++) sum[i] += sum[i + half];
  real lanes[LANES];
  store(lanes, sum[0]);
  UNROLL for (int half = LANES / 2; half > 0; half /= 2)
    UNROLL for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
  return lanes[0];
}

/// out[count] ← the products of a row of deltas with the weights of `count` inputs.
INLINE void dot_products(int count, long n, long k, const real *row, const real *w, real *out) {
  vec sum[4][VECTORS];
  UNROLL for (int i = 0; i < count; i++) UNROLL for (int v = 0; v < VECTORS; v++) sum[i][v] = (vec)0.0f;
  for (long p = 0; p < panels_of(n); p++)
    UNROLL for (int v = 0; v < VECTORS; v++) {
      const vec d = load(row + p * PANEL + v * LANES);
      UNROLL for (int i = 0; i < count; i++) sum[i][v] = fused(d, load(w + (p * k + i) * PANEL + v * LANES), sum[i][v]);
    }
  UNROLL for (int i = 0; i < count; i++) out[i] = sum_panel(sum[i]);
}

/// below ← delta · weightsᵀ for a few rows: transposing would cost more than it saves.
static void delta_below_rows(long m, long n, long k, const real *delta, long delta_stride, const real *w,
                             real *below, long below_stride) {
  for (long r = 0; r < m; r++) {
    const real *row = delta + r * delta_stride;
    real *out = below + r * below_stride;
    memset(out, 0, (size_t)(panels_of(k) * PANEL) * sizeof *out);
    long i = 0;
    for (; i + 4 <= k; i += 4) dot_products(4, n, k, row, w + i * PANEL, out + i);
    for (; i < k; i++) dot_products(1, n, k, row, w + i * PANEL, out + i);
  }
}

static void delta_below(long m, long n, long k, const int32_t *outputs, const real *delta, long delta_stride,
                        const real *w, real *scratch, real *below, long below_stride) {
  if (m < 4) {
    delta_below_rows(m, n, k, delta, delta_stride, w, below, below_stride);
    return;
  }
  // As many panels at a time as a tile is wide, so that what is transposed is used while it is in the cache.
  for (long i = 0; i < k; i += WIDTH(TILE) * PANEL) {
    const long panels = MIN(WIDTH(TILE), panels_of(k - i));
    for (long p = 0; p < panels; p++) transpose_panel(n, k, i + p * PANEL, w, scratch + p * n * PANEL);
    product(m, panels * PANEL, n, outputs, n, delta, delta_stride, scratch, 0, below + i, below_stride);
  }
}

static void sum_rows(long m, long n, const real *delta, long delta_stride, real keep, real *bias) {
  for (long j = 0; j < panels_of(n) * PANEL; j += LANES) {
    vec sum = keep == 0 ? (vec)0.0f : keep * load(bias + j);
    for (long r = 0; r < m; r++) sum += load(delta + r * delta_stride + j);
    store(bias + j, sum);
  }
}

// MARK: Elementwise functions

#define FORWARD(name, function)                                                                                       \
  static void name(long m, long n, real *z, long stride) {                                                           \
    for (long r = 0; r < m; r++)                                                                                      \
      for (long j = 0; j < panels_of(n) * PANEL; j += LANES) {                                                        \
        real *at = z + r * stride + j;                                                                               \
        store(at, function(load(at)));                                                                                \
      }                                                                                                               \
  }

#define BACKWARD(name, result)                                                                                        \
  static void name(long m, long n, real *delta, long delta_stride, const real *output, long output_stride) {        \
    for (long r = 0; r < m; r++)                                                                                      \
      for (long j = 0; j < panels_of(n) * PANEL; j += LANES) {                                                        \
        const vec d = load(delta + r * delta_stride + j), y = load(output + r * output_stride + j);                   \
        store(delta + r * delta_stride + j, result);                                                                  \
      }                                                                                                               \
  }

// A NaN must stay one, so that divergence is seen.
INLINE vec rectified(vec z) { return blend(z < (vec)0.0f, (vec)0.0f, z); }
FORWARD(relu, rectified)
BACKWARD(relu_backward, blend(y > (vec)0.0f, d, (vec)0.0f))

// MARK: Sums of layers

static void add(long m, long n, const real *a, long a_stride, const real *b, long b_stride, real *sum,
                long sum_stride) {
  for (long r = 0; r < m; r++)
    for (long j = 0; j < panels_of(n) * PANEL; j += LANES)
      store(sum + r * sum_stride + j, load(a + r * a_stride + j) + load(b + r * b_stride + j));
}

// MARK: Optimisers

static void take_step(long count, const real *g, const struct FATHOM(step) *step, real *w) {
  const struct FATHOM(step) own = *step;
#define RULE(rule) for (long i = 0; i < count; i += LANES) step_at(rule, &own, load(g + i), w, i)
  BY_RULE(step, RULE)
#undef RULE
}

#ifndef DOUBLE_PRECISION
#include "functions.h"
#endif

#define PASTE(a, b) a##b
#define TABLE(kind, name) PASTE(kind, name)
#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

#ifdef DOUBLE_PRECISION
const struct fathom_double_kernels TABLE(fathom_double_kernels_, NAME) = {
#else
extern const struct fathom_double_kernels TABLE(fathom_double_kernels_, NAME);
const struct fathom_kernels TABLE(fathom_kernels_, NAME) = {
    .name = TEXT(NAME),
    .sigmoid = sigmoid,
    .hyperbolic_tangent = hyperbolic_tangent,
    .sigmoid_backward = sigmoid_backward,
    .hyperbolic_tangent_backward = hyperbolic_tangent_backward,
    .normalise = normalise,
    .normalise_backward = normalise_backward,
    .sum_products = sum_products,
    .softmax_cross_entropy = softmax_cross_entropy,
    .double_product = double_product,
    .multiply_add_rounds = multiply_add_rounds,
    .in_double = &TABLE(fathom_double_kernels_, NAME),
#endif
    .product = product,
    .sparse_product = sparse_product,
    .update = update,
    .step_update = step_update,
    .transpose = transpose,
    .sparse_step_update = sparse_step_update,
    .gather = gather,
    .scale = scale,
    .sparse_update = sparse_update,
    .delta_below = delta_below,
    .sum_rows = sum_rows,
    .relu = relu,
    .relu_backward = relu_backward,
    .add = add,
    .take_step = take_step,
};
