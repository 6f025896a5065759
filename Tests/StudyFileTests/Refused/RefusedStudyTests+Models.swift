extension RefusedStudyTests {
  /// What `models` and `depths` say.
  static let models: [Refusal] = [
    // Models and depths.
    ("models: {}", "4:9: models: found no model, expected models by name"),
    ("models: [64]", "4:9: models: found a list, expected models by name"),
    ("models: {a: [64]}", "4:13: models.a: found a list, expected keys with values (known keys: kind, hidden, normal"),
    ("models: {svm: {kind: forest}}", "4:22: models.svm.kind: found 'forest', expected one of network, svm"),
    ("models: {a: {kind: svm, hidden: [8]}}", "4:25: models.a.hidden: does not apply to kind svm; only to network"),
    ("models: {a: {hidden: [8], c: 1}}", "4:27: models.a.c: does not apply to kind network; only to svm"),
    ("models: {a: {hidden: [8], gamma: 1}}", "4:27: models.a.gamma: does not apply to kind network; only to svm"),
    ("models: {a: {kind: svm, degree: 2}}", "4:25: models.a.degree: does not apply to kernel rbf; only to polynomial"),
    ("models: {a: {kind: svm, c: 0}}", "4:28: models.a.c: found '0', expected a number over 0"),
    ("models: {a: {kind: svm, gamma: sacle}}", "4:32: models.a.gamma: found 'sacle', expected"),
    (
      "models: {a: {hidden: 64}}", "4:22: models.a.hidden: found '64', expected a list of layer widths, such as [64, 64"
    ),
    ("models: {a: {hidden: [0]}}", "4:23: models.a.hidden[0]: found '0', expected a whole number from 1 to 65536"),
    ("models: {a: {hidden: [65537]}}", "4:23: models.a.hidden[0]: found '65537', expected"),
    ("models: {'': {hidden: []}}", "4:10: models.: a model's name is one line of 1 to 64 characters (it is empty)"),
    ("models: {\"a\\tb\": {hidden: []}}", "4:10: models.a?b: a model's name is one line of 1 to 64 characters (it ho"),
    ("models: {1: {hidden: []}, '1': {hidden: []}}", "4:10: the key 1 is given again below; keep one"),
    ("depths: {from: 2, to: 1, width: 8}", "5:23: depths.to: 1 is under from (2); swap them"),
    ("depths: {from: 0, to: 1, width: 8}", "5:16: depths.from: found '0', expected a whole number from 1 to 64"),
    ("depths: {from: 1, to: 2}", "5:9: depths: the key width is missing"),
    ("depths: 3", "5:9: depths: found '3', expected {from, to, width}, or a list of such"),
    ("depths: []", "5:9: depths: found an empty list"),
    (
      "depths: [{from: 1, to: 2, width: 8}, {from: 2, to: 3, width: 8}]",
      "5:9: depths: there is already a model depth-2; give these depths another name"
    ),
    (
      "models: {a: {hidden: [8, 4], residual: true}}",
      "4:40: models.a.residual: 'true': no two neighbouring hidden layers have equally many units, so there is nothing to"
    ),
    (
      "models: {a: {hidden: [], normalisation: layer}}",
      "4:41: models.a.normalisation: 'layer': there is no hidden layer"
    ),
    (
      "models: {a: {hidden: [8], normalisation: batch}}", "4:42: models.a.normalisation: found 'batch', expected one of"
    ),
    (
      "models: {a: {hidden: [8], batch-norm: true}}",
      "4:27: models.a.batch-norm: unknown key; did you mean normalisatio"
    ),
    (
      "models: {a: {hidden: [8], layer_norm: true}}",
      "4:27: models.a.layer_norm: unknown key; did you mean normalisatio"
    ),
    ("models: {a: {hidden: [8, 8], skip: true}}", "4:30: models.a.skip: unknown key; did you mean residual?"),
    (
      "models: {a: {kind: svm, residual: true}}", "4:25: models.a.residual: does not apply to kind svm; only to network"
    ),
    (
      "depths: {from: 1, to: 1, width: 8, residual: true}", "5:46: depths.residual: 'true': in depth-1 no two neighbour"
    ),
    (
      "widths: {from: 1, to: 8, count: 3, residual: true}", "5:46: widths.residual: 'true': with depth 1 no two neighbo"
    ),
    ("widths: {from: 8, to: 4, count: 3}", "5:23: widths.to: 4 is less than from (8); write from: 4, to: 8"),
    ("widths: {from: 8, to: 8, count: 3}", "5:23: widths.to: 8 is not over from (8); for one width write models"),
    ("widths: {from: 1, to: 8}", "5:9: widths: the key count is missing"),
    (
      "widths: {from: 1, to: 65537, count: 3}", "5:23: widths.to: found '65537', expected a whole number from 1 to 6553"
    ),
    ("widths: {from: 1, to: 8, count: 1}", "5:33: widths.count: found '1', expected a whole number from 2 to 1000"),
    (
      "widths: [{from: 1, to: 8, count: 2}, {from: 8, to: 9, count: 2}]",
      "5:9: widths: there is already a model width-8"
    ),
  ]
}
