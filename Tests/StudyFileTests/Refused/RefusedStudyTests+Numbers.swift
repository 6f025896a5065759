extension RefusedStudyTests {
  /// Whole numbers and others.
  static let numbers: [Refusal] = [
    // Whole numbers.
    ("replicates: 0", "5:13: replicates: found '0', expected a whole number from 1 to 10000"),
    ("replicates: -1", "5:13: replicates: found '-1', expected a whole"),
    (
      "replicates: 010",
      "5:13: replicates: found '010', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 10)"
    ),
    (
      "replicates: 1e1",
      "5:13: replicates: found '1e1', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 10)"
    ),
    (
      "replicates: 1_000",
      "5:13: replicates: found '1_000', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 1000)"
    ),
    (
      "replicates: +5",
      "5:13: replicates: found '+5', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 5)"
    ),
    (
      "replicates: 2.0",
      "5:13: replicates: found '2.0', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 2)"
    ),
    (
      "replicates: '5'",
      "5:13: replicates: found the quoted text '5', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (remov"
    ),
    ("replicates: 0x10", "5:13: replicates: found '0x10', expected"),
    ("replicates: 1:30", "5:13: replicates: found '1:30', expected"),
    ("replicates: yes", "5:13: replicates: found 'yes', expected"),
    ("replicates: 99999999999999999999", "5:13: replicates: found '99999999999999999999', expected"),
    ("replicates: {data: 5}", "5:13: replicates: the key initial-weights is missing"),
    (
      "replicates: {data: 5, initial-weights: 1}",
      "5:40: replicates.initial-weights: found '1', expected a whole number from 2 to 1000"
    ),
    (
      "replicates: {data: 5, weights: 4}",
      "5:23: replicates.weights: unknown key (known keys: precision, from, to, data, initial-weights)"
    ),
    (
      "replicates: {data: 1000, initial-weights: 1000}",
      "5:13: replicates: 1000 data draws × 1000 initial weights are too many; a study has at most 10000 replicates"
    ),
    (
      "replicates: {precision: 0}",
      "5:25: replicates.precision: found '0', expected a number over 0"
    ),
    (
      "replicates: {precision: 1, from: 20, to: 10}",
      "5:42: replicates.to: from 20 to 10 is no range; make to at least as large as from"
    ),
    ("replicates: {precision: 1, from: 300}", "5:34: replicates.from: from 300 to 200 is no range"),
    ("replicates: {from: 10}", "5:13: replicates: the key precision is missing"),
    (
      "replicates: {precision: 100}",
      "5:13: replicates: a precision of 100 points says nothing of accuracy, which has at most 100; write points, such as 0.5"
    ),
    (
      "replicates: {precision: 1, data: 5, initial-weights: 4}",
      "5:14: replicates.precision: does not go with data and initial-weights; keep one of the two"
    ),
    ("replicates: {precison: 1}", "5:14: replicates.precison: unknown key; did you mean precision?"),
    ("replicates: [5, 4]", "5:13: replicates: found a list, expected a whole number from 1 to 10000, {precision, "),
    ("replicates: ٣", "5:13: replicates: found '٣', expected"),
    ("seed: -1", "5:7: seed: found '-1', expected a whole number from 0 to 18446744073709551615"),
    ("seed: 18446744073709551616", "5:7: seed: found '18446744073709551616', expected"),
    // Numbers.
    ("training: {learning-rate: no}", "5:27: training.learning-rate: found 'no', expected a number over 0"),
    ("training: {learning-rate: .inf}", "5:27: training.learning-rate: found '.inf', expected a number over 0 and"),
    ("training: {l2: .nan}", "5:16: training.l2: found '.nan', expected a number at least 0 and at most 1000000 (writ"),
    ("training: {l2: 1e999}", "5:16: training.l2: found '1e999', expected"),
    ("training: {l2: 1.}", "5:16: training.l2: found '1.', expected a number at least 0 and at most 1000000 (write 1)"),
    (
      "training: {l2: 10%}",
      "5:16: training.l2: found '10%', expected a number at least 0 and at most 1000000 (write 0.1)"
    ),
    (
      "training: {l2: 1/4}",
      "5:16: training.l2: found '1/4', expected a number at least 0 and at most 1000000 (write 0.25)"
    ),
    (
      "training: {l2: 010.5}",
      "5:16: training.l2: found '010.5', expected a number at least 0 and at most 1000000 (write 10.5)"
    ),
    (
      "training:\n  l2: 1,5",
      "6:7: training.l2: found '1,5', expected a number at least 0 and at most 1000000 (write 1.5)"
    ),
    (
      "training:\n  l2: 1,500",
      "6:7: training.l2: found '1,500', expected a number at least 0 and at most 1000000 (write 1500 or 1.5)"
    ),
    (
      "training:\n  epochs: 1,500",
      "6:11: training.epochs: found '1,500', expected a whole number from 1 to 1000000 (write 1500)"
    ),
    (
      "training:\n  epochs: 1'500",
      "6:11: training.epochs: found '1'500', expected a whole number from 1 to 1000000 (write 1500)"
    ),
    (
      "training: {l2: 1,5}",
      "5:18: training.5: unknown key; between braces a comma ends a value: write several as [64, 64]"
    ),
    ("training: {dropout: 150%}", "5:21: training.dropout: found '150%', expected a number at least 0 and under 1"),
    (
      "sizes: [50%]",
      "3:8: sizes: found 50%, expected counts of training samples, not fractions"
    ),
    (
      "training: {nesterov: true}",
      "5:12: training.nesterov: unknown key; did you mean optimiser, as in training: {optimiser: nesterov, momentum: 0.9}?"
    ),
    (
      "training: {early_stopping: true}",
      "5:12: training.early_stopping: unknown key; did you mean stopping at the top level, as in stopping: [{rule: patience, epochs: 10}]?"
    ),
    (
      "early_stopping: true",
      "5:1: early_stopping: unknown key; did you mean stopping, as in stopping: [{rule: patience, epochs: 10}]?"
    ),
    (
      "training: {patience: 5}",
      "5:12: training.patience: unknown key; did you mean stopping, as in stopping: [{rule: patience, epochs: 10}]?"
    ),
    (
      "stopping: [{rule: patience, start-from-epoch: 40}]",
      "5:29: stopping[0].start-from-epoch: unknown key; did you mean from-epoch, as in stopping: [{rule: patience, "
    ),
    ("stopping: [{epoch: 3, rule: patiense}]", "5:13: stopping[0].epoch: unknown key; did you mean epochs?"),
    (
      "stopping: [{rule: loss-change, threshold: 0.1, patience: 5}]",
      "5:48: stopping[0].patience: unknown key; epochs, which it may mean, applies only to rule patience "
        + "(known keys: rule, threshold, relative, from-epoch)"
    ),
    (
      "stopping: [{rule: loss-change, threshold: 0.1, start-from-epoch: 40}]",
      "5:48: stopping[0].start-from-epoch: unknown key; did you mean from-epoch? ("
    ),
    (
      "stopping: [{rule: loss-change, min-delta: 0.1}]",
      "5:32: stopping[0].min-delta: unknown key; did you mean threshold, as in stopping: [{rule: loss-change, threshold: "
    ),
    ("sizes: [all]", "3:9: sizes[0]: found 'all' in a list; write sizes: all, for all samples there are"),
    (
      "stopping: [{rule: generalisation-loss, threshold: 5%}]",
      "5:51: stopping[0].threshold: found '5%', expected a number at least 0, or a list [a, b, …] of up to 100 (write 5)"
    ),
    (
      "stopping: [{rule: generalisation-loss, threshold: [2, 5%]}]",
      "5:55: stopping[0].threshold[1]: found '5%', expected a number at least 0 (write 5)"
    ),
    (
      "stopping: [{threshold: 5%, rule: patience}]",
      "5:24: stopping[0].threshold: found '5%', expected a number at least 0, or a list [a, b, …] of up to 100 (write 0.05)"
    ),
    (
      "depths: {from: 1, to: 2, width: 3, residual: yes}",
      "5:46: depths.residual: found 'yes', expected true or false (write true; since YAML 1.2 yes is only a text)"
    ),
    (
      "data: {source: csv, path: t.csv, header: Off}",
      "2:42: data.header: found 'Off', expected one of auto, true, false (write false; since YAML 1.2 Off is only a text)"
    ),
    ("sizes: [0.1, 50%, 1]", "3:8: sizes: found 0.1, 50%, 1, expected counts of training samples, not fractions"),
    (
      "sizes: {from: 0.1, to: 1.0, count: 3}",
      "3:8: sizes: found 0.1, 1.0, expected counts of training samples, not fractions"
    ),
    ("sizes: {per_class: [1]}", "3:9: sizes.per_class: unknown key; did you mean per-class?"),
    ("data: {source: csv, path: t.csv, y: a}", "2:34: data.y: unknown key; did you mean target?"),
    ("data: {source: csv, path: t.csv, na: a}", "2:34: data.na: unknown key; did you mean missing-values, as in"),
    (
      "vary: {training.learning-rate: [0.1]}",
      "5:8: vary.training.learning-rate: unknown key; did you mean learning-rate?"
    ),
    (
      "training: {batch_size: 32}",
      "5:12: training.batch_size: unknown key; did you mean batch, as in training: {batch: 32}?"
    ),
    (
      "stopping: [{rule: patience, min_delta: 0.1}]",
      "5:29: stopping[0].min_delta: unknown key; did you mean threshold? (known keys: rule, threshold, epochs, monitor, from-epoch)"
    ),
    (
      "models: {a: {hidden_layer_sizes: [5]}}",
      "4:14: models.a.hidden_layer_sizes: unknown key; did you mean hidden, as in models: {deep: {hidden: [64, 64]}}?"
    ),
    ("training: {n_estimators: 100}", "5:12: training.n_estimators: unknown key (known"),
    (
      "metrics: [f1]",
      "5:11: metrics[0]: found 'f1', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean macro-f1?)"
    ),
    (
      "metrics: [AUC]",
      "5:11: metrics[0]: found 'AUC', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean roc-auc?)"
    ),
    (
      "metrics: [r-squared]",
      "5:11: metrics[0]: found 'r-squared', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean r2?)"
    ),
    (
      "metrics: [mse]",
      "5:11: metrics[0]: found 'mse', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean rmse?)"
    ),
    (
      "metrics: [cross-entropy]",
      "5:11: metrics[0]: found 'cross-entropy', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean log-loss?)"
    ),
    (
      "data: {source: csv, path: a, missing: mean}",
      "2:39: data.missing: found 'mean', expected one of refuse, drop, impute (did you mean impute?)"
    ),
    (
      "data: {source: csv, path: a, header: yes}",
      "2:38: data.header: found 'yes', expected one of auto, true, false (write true; since"
    ),
    (
      "data: {source: csv, path: a, delimiter: semicolon}",
      "2:41: data.delimiter: found 'semicolon', expected one of auto, ,, ;, tab, |, space (did you mean ;?)"
    ),
    (
      "data: {source: csv, path: a, encoding: cp1252}",
      "2:40: data.encoding: found 'cp1252', expected one of auto, utf-8, utf-16, latin-1 (did you mean latin-1?)"
    ),
    (
      "training: {weight-decay: 0.1}\nvary: {optimiser: [sgd, momentum]}",
      "5:12: training.weight-decay: does not apply to optimiser sgd, momentum; only to adamw"
    ),
    (
      "vary: {schedule: [cosine, {step: 3, factor: 0.1}, {step: 3, factor: 0.1}]}",
      "5:51: vary.schedule[2]: step(3,0.1) is given twice"
    ),
    (
      "training: {batch: full}\nvary: {optimiser: [sgd, rprop], schedule: [constant, cosine]}",
      "6:8: vary.optimiser: rprop adapts its steps by itself, without vary.schedule; leave that out"
    ),
    ("training: {l2: 1:30}", "5:16: training.l2: found '1:30', expected"),
    ("training: {l2: \"0.1\"}", "5:16: training.l2: found the quoted text '0.1', expected a number at least 0 and at"),
    ("training: {learning-rate: 0}", "5:27: training.learning-rate: found '0', expected a number over 0"),
    ("training: {decay: 1.5}", "5:19: training.decay: found '1.5', expected a number over 0 and at most 1"),
  ]
}
