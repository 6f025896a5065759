public import Analysis
import Study

/// What a study found, in a few plain sentences with numbers and intervals that claim no more than the data support.
public struct Findings: Sendable, Equatable {
  /// The sentences in the order of a report; empty as long as no run has finished.
  public let sentences: [String]

  /// The most comparisons of models in the findings; the tables have all.
  private static let maximumPairs = 4

  /// Puts an analysis into words.
  public init(_ analysis: StudyAnalysis) {
    let words = FindingWords(analysis)
    let replicates = analysis.curves.map(\.count).max() ?? 0
    guard replicates > 0 else {
      sentences = words.lost()
      return
    }
    guard analysis.study.replicates.independentCount(among: replicates) > 1 else {
      guard replicates == 1 else {
        sentences = [
          "So far one draw of the data is finished, from which nothing can be concluded: a difference may be that of lucky "
            + "samples."
        ]
        return
      }
      if let origin = analysis.study.origin {
        sentences = [
          "With one run of each nothing can be concluded: a difference may be that of a lucky seed. " + origin.sentence
        ]
        return
      }
      sentences = [
        analysis.study.replicates.count > 1 && analysis.comparisons.allSatisfy(\.isPaired)
          ? "So far one replicate is finished, from which nothing can be concluded: a difference may be that of a lucky seed."
          : "With one replicate nothing can be concluded: a difference may be that of a lucky seed. Ask for 10 replicates."
      ]
      return
    }
    sentences =
      (analysis.isFinal ? [] : [words.unfinished])
      + words.studies(atMost: Self.maximumPairs) + words.choices() + words.lost()
      + words.verdicts(atMost: Self.maximumPairs)
      + words.averages(atMost: Self.maximumPairs)
      + words.precision() + words.looks()
      + words.specifications(atMost: 2) + words.crossovers(atMost: Self.maximumPairs) + words.gaps()
      + words.sources(atMost: 2) + words.costs()
      + words.drops() + words.widthDrops() + words.asymptotes() + words.testSamples() + words.imbalance()
  }
}
