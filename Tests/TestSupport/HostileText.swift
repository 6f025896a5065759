public import SeededRandom

/// Text that programs have taken for commands, formats, names of files or markup: to be drawn, printed and written, and
/// never obeyed.
///
/// The commands in it are `touch canary` and `canary`; ``Canary`` tells whether any was run.
public enum HostileText {
  /// Known to be dangerous, each to some program.
  public static let listed = shell + gnuplot + formats + markup + unicode + paths

  static let shell = [
    "$(touch canary)", "`touch canary`", "; touch canary", "& touch canary &", "&& canary", "|| canary", "| canary",
    "|touch canary", "<touch canary", "< canary", "> canary", ">> canary", "$(canary)", "${PATH:0:1}", "$IFS", "~", "*",
    "?(a)", "!!", "!canary", "a; touch canary; #", "'; touch canary; '", "\"; touch canary; \"", "\\`touch canary\\`",
    "\\$(touch canary)", "$'\\x60touch canary\\x60'", "\\140touch canary\\140", "\\0140touch canary\\0140",
    "\u{5C}\u{5C}140touch canary", "{touch,canary}", "%COMSPEC%", "\ncanary\n", "\rcanary\r", "a\n`touch canary`\nb",
  ]

  static let gnuplot = [
    "\"; system(\"touch canary\"); \"", "'; system('touch canary'); '", "\" . system(\"canary\") . \"",
    "\"\nsystem(\"touch canary\")\n\"", "\"\n!touch canary\n\"", "\"\nset output \"canary\"\n", "@canary", "@PATH",
    "$data",
    "$GPVAL_PWD", "$0", "-", "'-'", "\"-\"", "\"<touch canary\"", "{/Symbol a}", "{/=99 a}", "^{2}_{i}", "a_b^c",
    "a@b&c",
    "~a{.b}", "{", "}", "{{{{", "}}}}", "\\", "\\\\", "\"", "'", "''", "\"\"", "\\\"", "\\'", "\\n", "\\t", "\\", "#",
    "# a",
    "load 'canary'", "call 'canary'", "set print \"canary\"", "plot '<touch canary'", "eval 'canary'", "exit", "quit",
    "pause -1", "\u{0C}", "keyentry", "columnheader(1)", "NaN", "1/0", "?",
  ]

  static let formats = [
    "%s", "%n", "%d%d%d%d", "%*s", "%999999s", "%%", "%", "%.2147483647f", "%c", "%1$n", "{0}", "${x}", "{{x}}",
    "{% x %}",
    "<%= x %>", "#{x}", "\\(x)", "\\u0000", "\\x00", "&#0;", "=1+1", "+1", "@SUM(1)", "=cmd|' /C canary'!A0",
  ]

  static let markup = [
    "<script>canary()</script>", "</script><script>canary()</script>", "\"><img src=x onerror=canary()>",
    "'><svg onload=canary()>", "</svg><script>canary()</script>", "</text></svg>", "<!--", "-->", "<![CDATA[", "]]>",
    "<?xml version=\"1.0\"?>", "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>&x;", "&x;", "&lt;",
    "&amp;amp;",
    "&#x3c;script&#x3e;", "&#60;", "&", "<", ">", "<a href=\"javascript:canary()\">", "javascript:canary()",
    "data:text/html,<script>canary()</script>", "<style>*{display:none}</style>", "</title>", "</textarea>", "<b>",
    "<br/>",
    "<iframe src=//x>", "onmouseover=canary()", "\" onmouseover=\"canary()", "' style='x:expression(canary())",
    "<plaintext>", "\u{0}<script>", "<scr\u{0}ipt>", "\u{FF1C}script\u{FF1E}",
  ]

  static let unicode = [
    "\u{202E}gnp.exe", "\u{2066}a\u{2069}", "\u{200B}", "a\u{200B}b", "\u{200D}", "\u{FEFF}a", "\u{FFFD}", "\u{FFFE}",
    "\u{FFFF}", "\u{10FFFF}", "\u{E000}", "e\u{0301}", String(repeating: "\u{0301}", count: 200), "\u{1F600}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F1E9}\u{1F1EA}", "深い層", "שלום", "مرحبا", "\u{2028}", "\u{2029}",
    "\u{85}", "\u{9B}31m", "\u{1B}[2J", "\u{1B}[31mred", "\u{1B}]0;title\u{07}", "\u{1B}]8;;http://x\u{1B}\\link",
    "\u{1B}P$q\u{1B}\\", "\u{1B}c", "\u{07}", "\u{08}\u{08}\u{08}", "\u{0}", "a\u{0}b", "a\tb", "a\nb", "a\r\nb",
    "\u{7F}",
    "İ", "ﬀ", "ß", "\u{A0}", " ", "  a  ", "", String(repeating: "x", count: 5000), String(repeating: "W ", count: 500),
    String(repeating: "深", count: 300), "a,\u{0301}b", "\"\u{0301}",
  ]

  static let paths = [
    "../../canary", "/etc/passwd", "a/b", "//", ".", "..", "-rf", "--help", "-o", "-", "--", "con", "nul", "C:\\x",
    "file:///etc/passwd", "a b", " a", "a ", "a'b", "a\"b", "a`touch canary`", "~root", "~/x", "a%20b", "a\\b", "a:b",
    "a*b",
    ".hidden", "a.svg", "store.sqlite",
  ]

  /// One to six pieces of the known dangerous ones, of characters with a meaning somewhere, and of any characters.
  public static func random(from generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0...generator.below(6) {
      switch generator.below(4) {
      case 0: text += listed[generator.below(listed.count)].prefix(60)
      case 1: text.unicodeScalars.append(marks[generator.below(marks.count)])
      case 2:
        for _ in 0...generator.below(6) { text.unicodeScalars.append(Unicode.Scalar(UInt8(generator.below(128)))) }
      default:
        let value = UInt32(generator.below(generator.below(3) == 0 ? 0x11_0000 : 0x3000))
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }

  private static let marks = Array("`$\"'\\|<>&;%@{}^_~#!()[]*?=-+ \n\r\t\u{0}\u{1B}\u{9B}".unicodeScalars)

  /// Whether a terminal shows the character: no control, no line separator.
  public static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  /// The characters of `text` that a terminal would obey instead of showing them, line feeds excepted.
  public static func obeyed(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0 != "\n" && !isShown($0) }
  }
}
