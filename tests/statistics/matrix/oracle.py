# Expected figures of count-matrix.test.ts, from the definitions, comment by comment (numpy, scipy).
import numpy as np
from scipy.stats import norm, chi2, chi2_contingency
rng = np.random.RandomState(7)
# 120 people with one to three comments each; a person's comments are alike.
units = []
for person in range(120):
    lean = (person * 7) % 10
    for comment in range(1 + person % 3):
        rows = [r for r in range(2) if (lean + comment + 3 * r) % 4 < 2 - r % 2]
        column = 0 if (lean + comment) % 10 < 4 else (1 if lean % 3 else 2)
        units.append((person, rows, column))
N = len(units)
people = np.array([u[0] for u in units])
X = np.array([[1.0 if r in u[1] else 0.0 for r in range(2)] for u in units])
Y = np.array([[1.0 if c == u[2] else 0.0 for c in range(3)] for u in units])
print('N', N, 'rows', X.sum(0), 'columns', Y.sum(0))
for r in range(2):
    deffs = []
    for c in range(3):
        x, y = X[:, r], Y[:, c]
        u = (x - x.mean()) * (y - y.mean())
        independent = N * x.mean() * (1 - x.mean()) * y.mean() * (1 - y.mean())
        clustered = sum(u[people == p].sum() ** 2 for p in set(people))
        deff = max(1, clustered / (u ** 2).sum())
        deffs.append(deff)
        z = u.sum() / np.sqrt(independent * deff)
        print(r, c, 'n', int((x * y).sum()), 'people', len(set(people[(x * y) > 0])), 'spread', repr(deff), 'residual', repr(z), 'p', repr(2 * norm.sf(abs(z))))
    own = np.array([(X[:, r] * Y[:, c]).sum() for c in range(3)])
    table = [own, Y.sum(0) - own]
    stat, p, df, _ = chi2_contingency(table, correction=False)
    delta = max(1, sum((1 - Y[:, c].mean()) * deffs[c] for c in range(3)) / df)
    print('row', r, 'pearson', stat, 'corrected', repr(stat / delta), 'p', repr(chi2.sf(stat / delta, df)))
# Lift's interval: a bootstrap to hold the delta method to.
both, one, other, n = 30, 60, 80, 400
draws = rng.multinomial(n, [both / n, (one - both) / n, (other - both) / n, (n - one - other + both) / n], 200000)
lifts = np.log(draws[:, 0] * n / ((draws[:, 0] + draws[:, 1]) * (draws[:, 0] + draws[:, 2])))
print('sd of log lift', lifts.std(), 'delta', np.sqrt(1 / both - 1 / one - 1 / other + (2 * both * n / (one * other) - 1) / n))
l = both * n / (one * other); s = np.sqrt(1 / both - 1 / one - 1 / other + (2 * l - 1) / n)
print('lift', l, 'interval', l * np.exp(-norm.ppf(.975) * s), l * np.exp(norm.ppf(.975) * s), 'jaccard', both / (one + other - both))
