// The tests of this module.
