import Testing

@Suite struct RefusedStudyTests {
  /// A line that goes after the minimal study (line 5), or replaces the line of its key; and how the message begins.
  typealias Refusal = (line: String, expected: String)

  /// Lists with a type of their own: the compiler would take a minute to find that of one long list.
  private static let refusals = [keys, numbers, training, data, models, stopping, variation].flatMap(\.self)

  @Test(arguments: refusals)
  func refused(line: String, expected: String) {
    let key = String(line.prefix { $0 != ":" })
    let replaces = ["name", "data", "sizes", "models"].contains(key)
    let error = refusal(replaces ? StudySource.replacing(key, with: line) : StudySource.adding(line))
    #expect(error.hasPrefix("s.yaml:" + expected), "got \(error)")
  }

  /// Written otherwise it is refused, too.
  @Test(arguments: ["replicates: 1e12", "replicates: 0.", "training: {l2: +1e12}", "seed: -01"])
  func noHintIsRefused(line: String) {
    let error = refusal(StudySource.adding(line))
    #expect(error.contains("expected a") && !error.contains("(write"), "\(error)")
  }

  @Test(arguments: [
    ("training: {activation: rleu}", "(did you mean relu?)"), ("training: {activation: Tanh}", "(did you mean tanh?)"),
    ("metrics: [log_loss]", "(did you mean log-loss?)"), ("metrics: [acc]", "(did you mean accuracy?)"),
    ("training: {batch: all}", "(did you mean full?)"), ("metrics: [test-accuracy]", "(did you mean accuracy?)"),
    ("stopping: [{rule: patience, monitor: val_loss}]", "(did you mean validation-loss?)"),
    ("stopping: [{rule: patience, monitor: val_acc}]", "(did you mean validation-accuracy?)"),
    ("stopping: [{rule: patience, monitor: macro-f1}]", "(did you mean validation-macro-f1?)"),
    ("stopping: [{rule: patience, monitor: test_macro_f1}]", "(did you mean validation-macro-f1?)"),
    ("stopping: [{rule: patience, monitor: roc_auc}]", "(did you mean validation-roc-auc?)"),
    ("stopping: [{rule: target, metric: test-accuracy, threshold: 0.9}]", "(did you mean validation-accuracy?)"),
    ("replicates: {precision: 0.5%}", "(write 0.5)"), ("replicates: {precision: '0,5 %'}", "a number over 0"),
    ("replicates: {precision: 0.5 %}", "(write 0.5)"), ("training: {l2: 5%}", "(write 0.05)"),
    ("training: {batch: ful}", "(did you mean full?)"), ("figures: [gap]", "(did you mean gaps?)"),
    ("data: {source: minst}", "(did you mean mnist?)"), ("data: {source: fashion}", "(did you mean fashion-mnist?)"),
    ("data: {source: digits, test: canon}", "(did you mean canonical?)"),
    ("data: {source: digits, scale: standardize}", "(did you mean standardise?)"),
    ("stopping: [{rule: loss}]", "(did you mean loss-change?)"),
    ("training: {initialiser: uniform(-1}", "(inside [ ] or { }, quote it: 'uniform(-1,1)')"),
    ("training: {l2: .nan}", "(write a finite number)"), ("training: {l2: '0.1'}", "(remove the quotes)"),
  ])
  func hints(line: String, expected: String) {
    let key = String(line.prefix { $0 != ":" })
    let error = refusal(key == "data" ? StudySource.replacing(key, with: line) : StudySource.adding(line))
    #expect(error.hasSuffix(expected), "got \(error)")
  }

  @Test(arguments: [
    ("figures: [gaps, {figure: gaps}]", "figures[1]: "),
    ("figures: [gaps, {figure: gaps, width: 8cm}]", "figures[1]: there is already a figure gaps; give this one a name"),
    ("figures: [{figure: gaps, width: 8.4}]", "figures[0].width: found '8.4', expected a length such as 8.4cm"),
    ("figures: [{figure: gaps, width: 8.4}]", "(add a unit, such as 8.4cm)"),
    ("figures: [{figure: gaps, width: -3cm}]", "expected a length such as 8.4cm (cm, mm, in, pt, px), from 10pt to"),
    ("figures: [{figure: gaps, height: nan}]", "found 'nan', expected a length such as 8.4cm"),
    ("figures: [{figure: gaps, font-size: 5}]", "figures[0].font-size: found '5', expected"),
    ("figures: [{figure: gaps, name: a_b}]", "figures[0].name: found 'a_b', expected 1 to 64 of the characters"),
    ("figures: [{figure: gaps, font: 'a,b'}]", "figures[0].font: found the quoted text 'a,b', expected the name"),
    (
      "figures: [{figure: gaps, colours: {models: {a: red}}}]",
      "figures[0].colours.models.a: found 'red', expected a colour"
    ),
    ("figures: [{figure: gaps, labels: {model: b}}]", "figures[0].labels.model: expected keys with"),
    ("figures: [{name: gaps}]", "figures[0]: the key figure is missing"),
    ("figures: [{figure: gaps, widht: 8cm}]", "did you mean width?"),
    // What the study does not have.
    ("figures: [gaps, {figure: errors, models: [nobody]}]", "figures[1]: models: there is no nobody"),
    ("figures: [{figure: gaps, rules: [patience]}]", "figures[0]: rules: there is no patience. Choose from: none"),
    (
      "figures: [{figure: gaps, set: {batch: [8]}}]",
      "figures[0]: set: there is no batch, and nothing else to choose from"
    ),
    (
      "figures: [{figure: gaps, colours: {models: {zz: '#123456'}}}]",
      "figures[0]: colours: there is no model zz. Choose from: shallow"
    ),
    (
      "figures: [{figure: gaps, labels: {rules: {patience: x}}}]",
      "figures[0]: labels: there is no rule patience. Choose from: none"
    ),
    // What changes nothing.
    (
      "figures: [{figure: weights, log-x: true}]",
      "figures[0]: log-x: changes nothing in weights, only in learning-curves, errors, gaps, bias-variance"
    ),
    ("figures: [{figure: gap-map, log-y: true}]", "figures[0]: log-y: changes nothing in gap-map, only in"),
  ])
  func figuresThatCannotBeDrawn(line: String, expected: String) {
    let error = refusal(StudySource.adding(line))
    #expect(error.contains(expected), "got \(error)")
    // What is no number needs no unit.
    #expect(!error.contains("nancm"))
  }

  @Test(arguments: ["name", "data", "sizes", "models"])
  func missing(key: String) {
    let error = refusal(StudySource.replacing(key, with: "seed: 1"))
    let expected = key == "models" ? "missing models or depths or widths" : "the key \(key) is missing"
    #expect(error == "s.yaml:1:1: \(expected)")
  }

  @Test(arguments: ["patience", "generalisation-loss", "progress-quotient", "validation-up"])
  func validatingRuleWithoutValidationSet(rule: String) {
    let text = StudySource.replacing("data", with: "data: {source: digits, validation: 0}")
    let error = refusal(text + "\nstopping:\n- {rule: none}\n- {rule: \(rule), threshold: 1}\n")
    #expect(
      error == "s.yaml:7:3: stopping[1]: \(rule) needs a validation set; "
        + "set data.validation to a fraction such as 0.2")
  }

  @Test func tooManyCombinations() {
    let values = (1...11).map(String.init).joined(separator: ", ")
    let error = refusal(
      StudySource.adding(
        "stopping: [{rule: all, of: [{rule: budget, updates: [\(values)]}, {rule: loss-change, threshold: [\(values)]}]}]"
      ))
    #expect(
      error == "s.yaml:5:12: stopping[0]: its rules have too many combinations of values; leave at most 100")
  }

  @Test func tooManyTrials() {
    let error = refusal(
      StudySource.replacing("sizes", with: "sizes: {from: 1, to: 100000, count: 1000, spacing: linear}")
        + "\nreplicates: 500\nstopping: [{rule: loss-change, threshold: [3, 2, 1]}]\nvary: {l2: [0, 1]}")
    #expect(
      error == "s.yaml:1:1: too many trials: 1 models × 1000 sizes × 2 values of l2 × 500 replicates × 3 thresholds; "
        + "a study has at most 1000000")
  }

  @Test func trialsBeyondTheLargestNumber() {
    let values = (1...1000).map(String.init).joined(separator: ", ")
    let text =
      StudySource.replacing("sizes", with: "sizes: {from: 1, to: 1000000000, count: 10000}")
      + "\nreplicates: 10000\nvary: {epochs: [\(values)], batch: [\(values)], learning-rate: [\(values)], l2: [\(values)]}"
    #expect(refusal(text).hasPrefix("s.yaml:1:1: too many trials: 1 models × "))
  }

  @Test func lengthLimits() {
    #expect(refusal(StudySource.adding("title: \(String(repeating: "x", count: 201))")).hasSuffix("(it has 201)"))
    let name = String(repeating: "é", count: 65)
    #expect(refusal(StudySource.replacing("models", with: "models: {\(name): {hidden: []}}")).hasSuffix("(it has 65)"))
    let layers = Array(repeating: "1", count: 65).joined(separator: ",")
    let deep = refusal(StudySource.replacing("models", with: "models: {a: {hidden: [\(layers)]}}"))
    #expect(deep.hasSuffix("models.a.hidden: found 65 items, expected at most 64"))
    let thresholds = (1...101).map(String.init).joined(separator: ",")
    let many = refusal(StudySource.adding("stopping: [{rule: loss-change, threshold: [\(thresholds)]}]"))
    #expect(many.hasSuffix("stopping[0].threshold: found 101 items, expected at most 100"))
    // One character of a thousand combining marks.
    let marks = "a" + String(repeating: "\u{301}", count: 4000)
    #expect(refusal(StudySource.adding("title: \(marks)")).contains("bytes)"))
  }
}
