import Foundation

/// Whether tests run that take long: simulations of coverage, kills at many moments, thousands of damaged files.
/// Scripts/test-all sets the variable.
public let runsLongTests = ProcessInfo.processInfo.environment["FATHOM_TESTS"] == "all"
