import Datasets
import Testing

@testable import Workflow

@Suite struct OptionWordsTests {
  @Test(arguments: [
    (
      #"t.csv: column "x": 3 missing (empty 3); if they are missing values, write `missing: drop` (17 of 20 rows are left) "#
        + "under data; or leave columns out with data.ignore",
      #"t.csv: column "x": 3 missing (empty 3); if they are missing values, write `--missing drop` (17 of 20 rows are left); "#
        + "or leave columns out with --ignore"
    ),
    (
      #"write `missing: impute` and `missing-values: ["", "?", "n a"]`, which replaces the usual list under data"#,
      "write `--missing impute` and `--missing-values ',?,n a'`, which replaces the usual list under data"
    ),
    (#"write `ignore: ["p"]` under data to leave out"#, "write `--ignore p` to leave out"),
    ("write `groups: patient` under data if so", "write `--groups patient` if so"),
    (#"write `groups: "mouse no"` (9 values) under data if so"#, "write `--groups 'mouse no'` (9 values) if so"),
    (
      "write `test: {column: part, test: b}` under data to divide",
      "write `--test '{column: part, test: b}'` to divide"
    ),
    ("`metrics: [balanced-accuracy, accuracy]` gives", "`--metrics balanced-accuracy,accuracy` gives"),
    ("leave it out (data.ignore) unless", "leave it out (--ignore) unless"),
    ("numbers; set data.task: regression to predict", "numbers; set --task regression to predict"),
    (
      #"data.features: "a" is under data.ignore, too"#, #"--features: "a" is under --ignore, too"#
    ),
    (
      "sizes: 99 is more than the 7 samples; use sizes up to 7, or a smaller data.validation",
      "--size: 99 is more than the 7 samples; use sizes up to 7, or a smaller --validation"
    ),
    ("data.test: 31 of 30 samples", "--test: 31 of 30 samples"),
    ("data.scale is none", "data.scale is none"),
    ("/x/data.missing/t.csv: data.csv", "/x/data.missing/t.csv: data.csv"),
    ("looked in /data.path", "looked in /data.path"),
  ]) func keysBecomeOptions(text: String, words: String) {
    #expect(OptionWords.of(text) == words)
  }
}
