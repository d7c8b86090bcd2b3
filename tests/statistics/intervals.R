# Makes tests/statistics/intervals.json: 95% Wilson intervals by R's own prop.test, without
# continuity correction, and percentages by exact whole-number arithmetic.
#   Rscript tests/statistics/intervals.R > tests/statistics/intervals.json
cases <- rbind(
  c(0, 1), c(1, 1), c(0, 10), c(10, 10), c(1, 10), c(5, 10), c(51, 100), c(51, 98), c(12, 48),
  c(9, 50), c(28, 100), c(21, 101), c(23, 101), c(18, 60), c(12, 60), c(306, 712), c(10, 27),
  c(1, 8), c(1, 200), c(199, 200), c(0, 2528), c(579, 2528), c(99999, 1000000)
)
lines <- apply(cases, 1, function(case) {
  test <- suppressWarnings(prop.test(case[1], case[2], correct = FALSE))
  percentage <- (200 * case[1] + case[2]) %/% (2 * case[2])
  sprintf(
    '  { "numerator": %d, "base": %d, "percentage": %d, "low": %.10f, "high": %.10f }',
    case[1], case[2], percentage, test$conf.int[1], test$conf.int[2]
  )
})
cat("[\n", paste(lines, collapse = ",\n"), "\n]\n", sep = "")
