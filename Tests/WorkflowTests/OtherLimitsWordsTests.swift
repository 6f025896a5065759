import Testing

@testable import Study
@testable import Workflow

/// What is said of runs when the study file has another number of epochs.
@Suite struct OtherLimitsWordsTests {
  @Test func whatBecomesOfRunsIsSaidInPlainWords() {
    var limits = OtherLimits()
    #expect(OtherLimitsWords(limits) == nil)
    (limits.taken, limits.anew) = (3, 1)
    #expect(
      OtherLimitsWords(limits)?.line
        == "the number of epochs has changed: 3 runs need no training; 1 run is trained again from the first epoch, because "
        + "what it needs of earlier epochs, such as weights, was not kept")
    (limits.taken, limits.anew, limits.scheduled) = (0, 0, 1200)
    #expect(
      OtherLimitsWords(limits)?.line
        == "the number of epochs has changed: 1,200 runs are trained again from the first epoch, because with schedule: "
        + "cosine every epoch depends on how many there are")
  }
}
