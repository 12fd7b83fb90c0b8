// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Logistic regression with soft labels and a ridge, by iteratively reweighted least squares over standardised columns.
 *
 * @param means what stands for a missing value
 * @param deviations 1 for columns that do not vary
 * @param coefficients the last one is the intercept
 */
record Logistic(double[] means, double[] deviations, double[] coefficients) {
    private static final int ROUNDS = 12;
    private static final double RIDGE = 10;
    private static final double SMALL = 1e-6;

    /** The chance of logarithmic odds. */
    static double chance(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }

    /**
     * Learns from some rows.
     *
     * @param rows all of one length, with missing values as not a number
     * @param labels chances of each row
     * @param importance how many rows each counts for
     */
    static Logistic learn(double[][] rows, double[] labels, double[] importance) {
        int columns = rows[0].length;
        var means = new double[columns];
        var deviations = new double[columns];
        for (int column = 0; column < columns; column++) {
            standardise(rows, column, means, deviations);
        }
        var learned = new Logistic(means, deviations, new double[columns + 1]);
        for (int round = 0; round < ROUNDS; round++) {
            var next = learned.step(rows, labels, importance);
            double change = 0;
            for (int i = 0; i <= columns; i++) {
                change = Math.max(change, Math.abs(next.coefficients[i] - learned.coefficients[i]));
            }
            learned = next;
            if (change < SMALL) {
                break;
            }
        }
        return learned;
    }

    /** The logarithm of the odds. */
    double score(double[] row) {
        double sum = coefficients[row.length];
        for (int column = 0; column < row.length; column++) {
            sum += coefficients[column] * standard(row[column], column);
        }
        return sum;
    }

    private double standard(double value, int column) {
        return Double.isNaN(value) ? 0 : (value - means[column]) / deviations[column];
    }

    private static void standardise(double[][] rows, int column, double[] means, double[] deviations) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (var row : rows) {
            if (!Double.isNaN(row[column])) {
                sum += row[column];
                squares += row[column] * row[column];
                count++;
            }
        }
        means[column] = count == 0 ? 0 : sum / count;
        double variance = count == 0 ? 0 : squares / count - means[column] * means[column];
        deviations[column] = variance > SMALL * SMALL ? Math.sqrt(variance) : 1;
    }

    private Logistic step(double[][] rows, double[] labels, double[] importance) {
        int size = coefficients.length;
        var hessian = new double[size][size];
        var gradient = new double[size];
        var standard = new double[size];
        for (int i = 0; i < rows.length; i++) {
            for (int column = 0; column < size - 1; column++) {
                standard[column] = standard(rows[i][column], column);
            }
            standard[size - 1] = 1;
            double odds = 0;
            for (int column = 0; column < size; column++) {
                odds += coefficients[column] * standard[column];
            }
            double chance = chance(odds);
            double curvature = Math.max(chance * (1 - chance), SMALL);
            add(hessian, gradient, standard, importance[i] * curvature, importance[i] * (labels[i] - chance));
        }
        for (int column = 0; column < size - 1; column++) {
            gradient[column] -= RIDGE * coefficients[column];
            hessian[column][column] += RIDGE;
        }
        hessian[size - 1][size - 1] += SMALL;
        mirror(hessian);
        var change = new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false))
                .getSolver()
                .solve(new ArrayRealVector(gradient, false));
        var next = Arrays.copyOf(coefficients, size);
        for (int column = 0; column < size; column++) {
            next[column] += change.getEntry(column);
        }
        return new Logistic(means, deviations, next);
    }

    private static void add(double[][] hessian, double[] gradient, double[] row, double curvature, double residual) {
        for (int a = 0; a < row.length; a++) {
            gradient[a] += residual * row[a];
            double weighted = curvature * row[a];
            for (int b = a; b < row.length; b++) {
                hessian[a][b] += weighted * row[b];
            }
        }
    }

    private static void mirror(double[][] upper) {
        for (int a = 0; a < upper.length; a++) {
            for (int b = 0; b < a; b++) {
                upper[a][b] = upper[b][a];
            }
        }
    }
}
