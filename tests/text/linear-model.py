"""Writes linear-model.json: weights and probabilities by scikit-learn and scipy for the tests beside it.

Run by hand: python3 tests/text/linear-model.py (Debian's python3-sklearn and python3-scipy).
"""
import json
import pathlib

import numpy
from scipy.optimize import minimize
from sklearn.svm import LinearSVC

random = numpy.random.default_rng(7)
cases = []
for cost, missing in [(0.5, 2), (1, 1), (0.1, 3)]:
    examples = (random.random((40, 6)) < 0.4).astype(float)
    belongs = (examples[:, 0] + examples[:, 1] + random.normal(0, 0.7, 40)) > 1
    # An intercept as a feature of 1, kept small like every other weight, as in dual coordinate descent.
    svc = LinearSVC(
        loss="squared_hinge", C=cost, class_weight={True: missing, False: 1}, intercept_scaling=1,
        tol=1e-10, max_iter=1_000_000, random_state=1,
    ).fit(examples, belongs)
    scores = svc.decision_function(examples)
    there = belongs.sum()
    targets = numpy.where(belongs, (there + 1) / (there + 2), 1 / (len(belongs) - there + 2))

    def surprise(parts):
        z = parts[0] * scores + parts[1]
        return numpy.sum(numpy.logaddexp(0, z) - targets * z)

    fitted = minimize(surprise, [1, 0], method="BFGS", options={"gtol": 1e-10})
    cases.append({
        "cost": cost, "costOfMissing": missing, "examples": examples.tolist(), "belongs": belongs.tolist(),
        "weights": svc.coef_[0].tolist(), "bias": float(svc.intercept_[0]), "scores": scores.tolist(),
        "slope": float(fitted.x[0]), "offset": float(fitted.x[1]),
    })
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(cases, indent=1) + "\n")
