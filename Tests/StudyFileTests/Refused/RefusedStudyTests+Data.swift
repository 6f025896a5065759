extension RefusedStudyTests {
  /// What `data` and `sizes` say.
  static let data: [Refusal] = [
    // Data.
    ("data: {}", "2:7: data: the key source is missing"),
    (
      "data: {source: minst}", "2:16: data.source: found 'minst', expected one of digits, mnist, fashion-mnist, cifar-1"
    ),
    ("data: {source: cifar-100}", "2:16: data.source: found 'cifar-100', expected one of"),
    ("data: {source: sawteeth}", "2:16: data.source: found 'sawteeth', expected one of"),
    ("data: {source: mnist, target: label}", "2:23: data.target: does not apply to source mnist; only to csv"),
    ("data: {samples: 5, source: digits}", "2:8: data.samples: does not apply to source digits; only to circles, moo"),
    ("data: {source: csv, noise: 1, path: a}", "2:21: data.noise: does not apply to source csv; only to circles, moo"),
    ("data: {source: moons, classes: 3}", "2:23: data.classes: does not apply to source moons; only to spirals, bl"),
    ("data: {source: moons, folds: 3}", "2:23: data.folds: does not apply to source moons; only to sawtooth"),
    ("data: {source: blobs, inputs: 3}", "2:23: data.inputs: does not apply to source blobs; only to sawtooth"),
    ("data: {source: sawtooth, folds: 17}", "2:33: data.folds: found '17', expected a whole number from 1 to 16"),
    ("data: {source: digits, path: a}", "2:24: data.path: does not apply to source digits; only to mnist, fashion-mn"),
    ("data: {source: blobs, classes: 101}", "2:32: data.classes: found '101', expected a whole number from 2 to 100"),
    ("data: {source: csv}", "2:7: data: the key path is missing"),
    ("data: {source: moons, test: canonical}", "2:29: data.test: moons has no test set of its own; give a fraction"),
    ("data: {source: digits, test: 0}", "2:30: data.test: found '0', expected a fraction over 0 and under 1, or a cou"),
    ("data: {source: digits, test: 1.0}", "2:30: data.test: found '1.0', expected a fraction over 0 and under 1, or a"),
    (
      "data: {source: digits, test: canon}", "2:30: data.test: found 'canon', expected a fraction over 0 and under 1, o"
    ),
    ("data: {source: digits, validation: 0.0}", "2:36: data.validation: found '0.0', expected a fraction over 0 and"),
    ("data: {source: digits, validation: -1}", "2:36: data.validation: found '-1', expected a fraction over 0 and"),
    ("data: {source: npz}", "2:7: data: the key path is missing"),
    ("data: {source: libsvm}", "2:7: data: the key path is missing"),
    (
      "data: {source: npz, path: a.npz, test: b.csv}",
      "2:40: data.test: only csv and libsvm may have a test set in anoth"
    ),
    (
      "data: {source: libsvm, path: a, test: {column: a, test: b}}",
      "2:39: data.test: only csv may have a test set in a column"
    ),
    ("data: {source: digits, label-noise: 1}", "2:37: data.label-noise: found '1', expected a number"),
    ("data: {source: digits, label-noise: -0.1}", "2:37: data.label-noise: found '-0.1', expected a number"),
    ("data: {source: digits, scale: standardize}", "2:31: data.scale: found 'standardize', expected one of none, uni"),
    // Sizes.
    (
      "sizes: some", "3:8: sizes: found 'some', expected {from, to, count}, {from, to, step}, {per-class}, a list of si"
    ),
    ("sizes: {per-class: [5, 2]}", "3:24: sizes.per-class[1]: 2 follows 5; list the sizes from small to large"),
    ("sizes: {per-class: [0]}", "3:21: sizes.per-class[0]: found '0', expected a whole number from 1 to 1000000000"),
    ("sizes: {per-class: [1], from: 5}", "3:25: sizes.from: unknown key"),
    ("sizes: []", "3:8: sizes: found an empty list, expected a list"),
    ("sizes: [0]", "3:9: sizes[0]: found '0', expected a whole number from 1 to 1000000000"),
    ("sizes: [5, 5]", "3:12: sizes[1]: '5' is given twice"),
    ("sizes: [50, 20]", "3:13: sizes[1]: 20 follows 50; list the sizes from small to large"),
    ("sizes: {from: 1, to: 9}", "3:8: sizes: missing count or step"),
    ("sizes: {from: 1, count: 9}", "3:8: sizes: the key to is missing"),
    ("sizes: {from: 1, to: 9, count: 3, step: 2}", "3:8: sizes: count and step exclude each other; keep one"),
    ("sizes: {from: 1, to: 9, step: 2, spacing: linear}", "3:43: sizes.spacing: goes with count only; sizes by step"),
    ("sizes: {from: 9, to: 5, step: 2}", "3:22: sizes.to: 5 is less than from (9); write from: 5, to: 9"),
    ("sizes: {from: 9, to: 9, count: 3}", "3:22: sizes.to: 9 is not over from (9); for one size write sizes: [9]"),
    ("sizes: {from: 1, to: 1e18, count: 3}", "3:22: sizes.to: found '1e18', expected a whole number from 1 to 10000"),
    ("sizes: {from: 1, to: 1000000000000000000, count: 3}", "3:22: sizes.to: found '1000000000000000000', expected a"),
    ("sizes: {from: 1, to: 9, count: 10001}", "3:32: sizes.count: found '10001', expected a whole number from 2 to"),
    ("sizes: {from: 1, to: 1000000000, step: 1}", "3:40: sizes.step: 1 gives more than 10000 sizes from 1 to 10000"),
  ]
}
