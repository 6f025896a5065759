import Testing

@testable import Datasets

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
    ("a cat", "an act", 2), ("ca", "abc", 3), ("saturday", "sunday", 3),
  ])
  func distance(first: String, second: String, expected: Int) {
    #expect(Suggestion.distance(first, second) == expected)
    #expect(Suggestion.distance(second, first) == expected)
  }

  @Test(arguments: [
    ("LEARNING-RATE", "learning-rate"), ("lerning-rate", "learning-rate"), ("learn", "learning-rate"),
    ("batchsize", "batch"), ("bacth", "batch"), ("x", nil), ("", nil), ("zebra", nil),
  ])
  func nearest(word: String, expected: String?) {
    #expect(Suggestion.nearest(to: word, among: ["learning-rate", "batch", "epochs"]) == expected)
  }

  @Test func noSingleCharacterIsMisspelt() {
    #expect(Suggestion.nearest(to: ";", among: [".", ","]) == nil)
    #expect(Suggestion.nearest(to: "C", among: ["a", "c"]) == "c")
  }

  @Test func nearerSpellingBeatsSharedBeginning() {
    #expect(Suggestion.nearest(to: "gap", among: ["gap-map", "gaps"]) == "gaps")
  }
}
