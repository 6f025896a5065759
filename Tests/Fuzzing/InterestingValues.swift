/// Values at which readers go wrong.
enum InterestingValues {
  /// At the borders of all widths, and sizes that nobody can allocate.
  static let integers: [UInt64] =
    [0, 1, 2, 3, 4, 7, 8, 9, 16, 31, 255, 256, 1 << 20, 1 << 30, 1 << 40, 1 << 53, 1 << 60, .max, .max - 1, .max - 7]
    + [8, 16, 24, 31, 32, 63].flatMap { bits -> [UInt64] in [(1 << bits) - 1, 1 << bits, (1 << bits) + 1] }

  /// Bit patterns of Float32: infinities, NaN, subnormal, the largest, −0.
  static let floats: [UInt32] = [
    0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x7fa0_0001, 0x0000_0001, 0x7f7f_ffff, 0xff7f_ffff, 0x8000_0000,
  ]

  /// Words that YAML, JSON, CSV or a number's own reader take for something else than they look like.
  static let words: [String] =
    [
      "-1", "0", "-0", "+1", "1e999", "-1e999", "1e308", "1e-400", "1e38", "3.5e38", "010", "1:30", "no", "yes", "off",
      "~", "null", "true", ".nan", "nan", "NaN", "-nan", ".inf", "-.inf", "inf", "Infinity", "0x1F", "0b1", "1_000",
      "1,5", ".5", "5.", "1e", "e", "--1", "2147483647", "2147483648", "4294967296", "9007199254740993",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615",
      "18446744073709551616", "1000000000", "1000001", "0.9999999999999999", "\u{0660}", "\u{FF11}",
    ]
    + [
      "&a x", "*a", "&a", "!!str x", "!!binary AAAA", "!t", "<<: *a", "<<: {a: b}", "| x", "|", ">-", "? a", "? ",
      "%YAML 1.1", "---", "...", "@", "`", "''", "\"\"", "\"\\x00\"", "\"\\u202e\"", "\"\\ud800\"", "\"\\", "{}", "[]",
      "{a: {b: {c: []}}}", "[[[[]]]]", "- - - 1", "{a, b}", "[a: b]", "# x", "a#b", "a: b", "a:b", ": ", "\\u0000",
    ]
    + [
      "all", "full", "canonical", "none", "uniform(-1,1)", "uniform(1e999,nan)", "normal(0,-1)", "constant()", "svm",
      "parameters", "data.path", "__metadata__", "F32", "BF16", "../../x", "/dev/zero", "/proc/self/mem", "CREATE VIEW",
    ] + [String(repeating: "9", count: 400), String(repeating: "x", count: 3000), String(repeating: "é", count: 70)]

  /// What a text must not hold, or what structures it.
  static let marks = [
    "'", "\"", "[", "]", "{", "}", ",", ":", ": ", "- ", "\n", "\r", "\r\n", "\t", "  ", "#", "&", "*", "!", "|", ">",
    "%", "@", "`", "\\", "?", "-", "=", ";", "\u{0}", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}",
    "\u{FEFF}",
    "\u{0301}", "\u{1F600}", "\u{10FFFF}",
  ]
}
