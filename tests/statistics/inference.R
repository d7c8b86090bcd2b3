# Makes tests/statistics/inference.json: what R itself says of the cases that the tests of intervals,
# comparisons, tables, corrections and means check. Base R alone.
#   Rscript tests/statistics/inference.R > tests/statistics/inference.json
#   npx prettier --write tests/statistics/inference.json
number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
rows_of <- function(m) paste0("[", paste(apply(m, 1, list_of), collapse = ", "), "]")
section <- function(name, lines) sprintf('  "%s": [\n%s\n  ]', name, paste("    {", lines, "}", collapse = ",\n"))
quiet <- suppressWarnings

# Wilson's interval with a size that need not be whole, for which prop.test has no counts.
score <- function(p, n, z) {
  centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  c(max(0, centre - half), min(1, centre + half))
}

# 1. Intervals at other confidences, by prop.test.
wilson <- rbind(
  c(0, 1, .95), c(1, 1, .95), c(0, 48, .99), c(48, 48, .99), c(12, 48, .9), c(12, 48, .99),
  c(51, 100, .95), c(51, 100, .99), c(1, 1e6, .95), c(999999, 1e6, .95), c(500000, 1e6, .999),
  c(0, 1e6, .95), c(3, 7, .8)
)
wilson_lines <- apply(wilson, 1, function(c) {
  low_high <- quiet(prop.test(c[1], c[2], conf.level = c[3], correct = FALSE))$conf.int
  sprintf('"numerator": %s, "base": %s, "confidence": %s, "low": %s, "high": %s',
    number(c[1]), number(c[2]), number(c[3]), number(low_high[1]), number(low_high[2]))
})

# 2. Intervals of a known population: the variance of a share of n of N drawn without replacement,
# p (1 - p) / n * (N - n) / (N - 1), is that of n (N - 1) / (N - n) of a boundless one.
finite <- rbind(
  c(51, 100, 130), c(51, 100, 100), c(0, 10, 12), c(10, 10, 11), c(12, 48, 130), c(12, 48, 63.75), c(1, 5, 6),
  c(2500, 5000, 1e6), c(7, 20, 20.5), c(1, 1, 1), c(0, 104, 130)
)
finite_lines <- apply(finite, 1, function(c) {
  p <- c[1] / c[2]
  size <- c[2] * (c[3] - 1) / (c[3] - c[2])
  low_high <- if (c[2] == c[3]) c(p, p) else score(p, size, qnorm(.975))
  sprintf('"numerator": %s, "base": %s, "population": %s, "low": %s, "high": %s',
    number(c[1]), number(c[2]), number(c[3]), number(low_high[1]), number(low_high[2]))
})

# 3. Two shares: prop.test, or fisher.test where an expected count is under 5; Newcombe's interval
# (method 10) from prop.test's own interval of each, or from the score of a known population.
pairs <- rbind(
  c(51, 100, 40, 100), c(51, 98, 12, 48), c(0, 10, 0, 12), c(10, 10, 12, 12), c(0, 10, 10, 10),
  c(10, 10, 0, 12), c(0, 1, 1, 1), c(1, 1, 1, 1), c(1, 2, 1, 2), c(3, 15, 1, 12), c(1, 24, 6, 24),
  c(5, 10, 5, 10), c(4, 9, 4, 9), c(7, 12, 1, 14), c(10, 20, 10, 20), c(2, 23, 5, 30), c(8, 8, 3, 9),
  c(500000, 1000000, 500001, 1000000), c(500000, 1000000, 506000, 1000000),
  c(300000, 1000000, 400000, 1000000), c(1, 1000000, 3, 1000000), c(0, 1000000, 12, 1000000),
  c(9, 1000000, 0, 1000000), c(999999, 1000000, 999990, 1000000), c(20, 1000000, 5, 900000),
  c(1, 10, 40000, 1000000), c(9, 10, 40000, 1000000), c(60, 100, 100000, 1000000), c(15, 60, 20, 80),
  c(306, 712, 18, 60), c(28, 100, 21, 101), c(1500, 2528, 579, 2528), c(30, 300, 200, 300)
)
populations <- rbind(
  c(51, 100, 130, 40, 100, 120), c(51, 100, 100, 40, 100, 100), c(0, 10, 12, 3, 10, 40),
  c(12, 48, 63.75, 30, 52, 52), c(51, 100, NA, 40, 100, 100)
)
newcombe <- function(p1, i1, p2, i2) c(
  max(-1, p1 - p2 - sqrt((p1 - i1[1])^2 + (i2[2] - p2)^2)),
  min(1, p1 - p2 + sqrt((i1[2] - p1)^2 + (p2 - i2[1])^2))
)
compared <- function(x1, n1, N1, x2, n2, N2) {
  counts <- matrix(c(x1, x2, n1 - x1, n2 - x2), 2)
  exact <- any(outer(rowSums(counts), colSums(counts)) / sum(counts) < 5)
  p <- if (exact) fisher.test(counts)$p.value else
    pchisq(quiet(prop.test(c(x1, x2), c(n1, n2), correct = FALSE))$statistic, 1, lower.tail = FALSE)
  interval <- function(x, n, N) {
    if (is.na(N)) return(quiet(prop.test(x, n, correct = FALSE))$conf.int)
    if (n == N) return(c(x, x) / n)
    score(x / n, n * (N - 1) / (N - n), qnorm(.975))
  }
  low_high <- newcombe(x1 / n1, interval(x1, n1, N1), x2 / n2, interval(x2, n2, N2))
  share <- function(x, n, N) sprintf('{ "numerator": %s, "base": %s, "population": %s }', number(x), number(n), number(N))
  sprintf('"first": %s, "second": %s, "method": "%s", "p": %s, "difference": %s, "low": %s, "high": %s',
    share(x1, n1, N1), share(x2, n2, N2), if (exact) "fisher" else "chi-square", number(p),
    number(100 * (x1 / n1 - x2 / n2)), number(100 * low_high[1]), number(100 * low_high[2]))
}
pair_lines <- c(
  apply(pairs, 1, function(c) compared(c[1], c[2], NA, c[3], c[4], NA)),
  apply(populations, 1, function(c) do.call(compared, as.list(c)))
)

# 4. Tables: chisq.test, or fisher.test of 2 by 2, or neither.
table_of <- function(rows, ...) matrix(c(...), rows, byrow = TRUE)
tables <- list(
  table_of(2, 20, 30, 25, 25), table_of(2, 12, 5, 7, 7), table_of(2, 3, 9, 8, 2),
  table_of(3, 20, 30, 25, 25, 40, 10), table_of(2, 10, 20, 30, 30, 20, 10),
  table_of(3, 762, 327, 468, 484, 239, 477, 100, 90, 80), table_of(2, 1, 0, 0, 1),
  table_of(3, 4, 1, 2, 3, 2, 2, 5, 1, 1), table_of(2, 20, 0, 30, 25, 0, 25), table_of(1, 5, 6, 7),
  table_of(3, 20, 30, 0, 0, 25, 25), table_of(2, 0, 30, 0, 25),
  table_of(2, 400000, 600000, 401000, 599000), table_of(2, 900000, 100000, 100000, 900000),
  table_of(4, 50, 60, 70, 2, 40, 50, 60, 3, 45, 55, 65, 4, 50, 60, 70, 12),
  table_of(2, 1000, 1, 1000, 0, 900, 1000), table_of(3, 100, 100, 100, 100, 100, 100),
  table_of(5, 31, 12, 40, 8, 20, 22, 33, 9, 11, 14, 8, 30, 41, 13, 17, 29, 27, 19, 28, 18)
)
table_lines <- sapply(tables, function(counts) {
  own <- counts[rowSums(counts) > 0, colSums(counts) > 0, drop = FALSE]
  given <- sprintf('"counts": %s', rows_of(counts))
  if (nrow(own) < 2 || ncol(own) < 2) return(paste0(given, ', "method": null, "p": null'))
  test <- quiet(chisq.test(own, correct = FALSE))
  if (mean(test$expected < 5) > .2 || any(test$expected < 1)) {
    if (length(own) > 4) return(paste0(given, ', "method": null, "p": null'))
    return(sprintf('%s, "method": "fisher", "p": %s', given, number(fisher.test(own)$p.value)))
  }
  p <- pchisq(test$statistic, test$parameter, lower.tail = FALSE)
  sprintf('%s, "method": "chi-square", "p": %s, "statistic": %s, "degrees": %s',
    given, number(p), number(test$statistic), number(test$parameter))
})

# 5. Holm's correction; NA where nothing was tested.
families <- list(
  c(.01, .04, .03), c(.01, .01, .01), c(1e-30, .5, .9), c(.04, NA, .01, NA, .03), c(NA, NA),
  c(.2), c(1, 1, .999), c(.06, .02, .021, .0001, .3, .3), c(1e-300, 1e-299, NA, .049)
)
family_lines <- sapply(families, function(p) sprintf('"p": %s, "adjusted": %s', list_of(p), list_of(p.adjust(p, "holm"))))

# 6. Means of scales: counts of the scores 1, 2, 3 ...; t.test of each.
scales <- list(
  c(3, 10, 20, 40, 27), c(10, 20, 30, 25, 15), c(1, 0, 0, 0, 1), c(0, 2, 1, 0, 0), c(0, 0, 5, 0, 0),
  c(1, 1, 1, 1, 1), c(5, 5), c(400, 1, 0, 0, 0), c(0, 0, 0, 1, 400), c(20000, 30000, 50000),
  c(20100, 30000, 49900), c(0, 0, 0, 0, 0, 0, 0, 0, 1, 1), c(2, 0, 0, 0, 0, 0, 0, 0, 0, 1)
)
scale_lines <- sapply(scales, function(counts) {
  v <- rep(seq_along(counts), counts)
  low_high <- if (sd(v) == 0) rep(mean(v), 2) else t.test(v)$conf.int
  sprintf('"counts": %s, "mean": %s, "deviation": %s, "low": %s, "high": %s',
    list_of(counts), number(mean(v)), number(sd(v)), number(low_high[1]), number(low_high[2]))
})

cat("{\n", paste(c(
  section("wilson", wilson_lines), section("finite", finite_lines), section("pairs", pair_lines),
  section("tables", table_lines), section("families", family_lines), section("scales", scale_lines)
), collapse = ",\n"), "\n}\n", sep = "")
