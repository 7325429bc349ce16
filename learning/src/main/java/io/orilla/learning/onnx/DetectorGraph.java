package io.orilla.learning.onnx;

import static io.orilla.learning.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Statistic;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.ModelSignature.Output;
import io.orilla.model.document.Preparation;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector as an ONNX graph in single precision, with everything it does to a window inside:
 * inputs {@code window} and {@code mask}, outputs {@code score} and {@code contribution} as {@link
 * ModelSignature} says. The contributions are of the row whose ratio the median picked, from the
 * statistic that was larger there, and sum up to the score (complete decomposition: C. F. Alcala
 * and S. J. Qin, 2009); one can be negative.
 */
public final class DetectorGraph {
  private static final long MEDIAN_RANK = Detector.MEDIAN_ROWS / 2;
  private static final long SIGNAL_AXIS = 2;

  private final GraphBuilder graph = new GraphBuilder("detector");
  private final Detector detector;

  private DetectorGraph(Detector detector) {
    this.detector = detector;
  }

  /** The graph's bytes; the same detector, the same bytes. */
  public static byte[] export(Detector detector) {
    return new DetectorGraph(detector).export();
  }

  /** What the graph of this detector takes and gives. */
  public static ModelSignature signature(Detector detector, List<Preparation.Column> signals) {
    return new ModelSignature(
        detector.rows(),
        signals,
        List.of(
            new Output(ModelSignature.SCORE, 1),
            new Output(ModelSignature.CONTRIBUTION, signals.size())));
  }

  private byte[] export() {
    int signals = detector.signals();
    graph.input(ModelSignature.WINDOW, DataType.FLOAT, detector.rows(), signals);
    graph.input(ModelSignature.MASK, DataType.BOOL, detector.rows(), signals);
    graph.output(ModelSignature.SCORE);
    graph.output(ModelSignature.CONTRIBUTION, signals);
    score(measured(averaged(scaled())));
    return graph.build();
  }

  /**
   * Where every row of the window stands from the training mean, in deviations; where there is no
   * value, nowhere. The mean is taken off in two parts, so that single precision does not show.
   */
  private String scaled() {
    Constants constants = new Constants(graph, detector);
    String coarse = graph.node("Sub", "off_mean", List.of(ModelSignature.WINDOW, constants.mean()));
    String offset = graph.node("Sub", "offset", List.of(coarse, constants.meanRest()));
    String scaled = graph.node("Div", "scaled", List.of(offset, constants.deviation()));
    return graph.node("Where", "valid", List.of(ModelSignature.MASK, scaled, constants.zero()));
  }

  private String averaged(String rows) {
    return detector.mean() == 1
        ? rows
        : graph.node(
            "MatMul", "averaged", List.of(new Constants(graph, detector).averaging(), rows));
  }

  /** Ratio of each averaged row, and what each signal adds to it. */
  private Measured measured(String rows) {
    List<Measured> each = new ArrayList<>();
    for (Statistic statistic : detector.statistics()) {
      each.add(measured(statistic, rows));
    }
    return each.stream().reduce(this::larger).orElseThrow();
  }

  private Measured measured(Statistic statistic, String rows) {
    String name = statistic.name() + "_";
    Constants constants = new Constants(graph, detector);
    String limit = graph.constant(name + "limit", new float[] {(float) statistic.limit()}, 1);
    String projected =
        graph.node("MatMul", name + "projected", List.of(rows, constants.directions(statistic)));
    String length =
        graph.node(
            "ReduceSumSquare",
            name + "length",
            List.of(projected),
            attribute("axes", new long[] {SIGNAL_AXIS}),
            attribute("keepdims", 0));
    String back =
        graph.node("MatMul", name + "back", List.of(projected, constants.transposed(statistic)));
    String parts = graph.node("Mul", name + "parts", List.of(rows, back));
    return new Measured(
        graph.node("Div", name + "ratio", List.of(length, limit)),
        graph.node("Div", name + "contributions", List.of(parts, limit)));
  }

  private Measured larger(Measured one, Measured other) {
    String name = other.ratio() + "_or_less";
    String larger = graph.node("Greater", name + "_where", List.of(one.ratio(), other.ratio()));
    String axis = graph.constant(name + "_axis", new long[] {SIGNAL_AXIS}, 1);
    String wide = graph.node("Unsqueeze", name + "_wide", List.of(larger, axis));
    return new Measured(
        graph.node("Max", name, List.of(one.ratio(), other.ratio())),
        graph.node(
            "Where",
            name + "_contributions",
            List.of(wide, one.contributions(), other.contributions())));
  }

  private void score(Measured rows) {
    String count = graph.constant("median_count", new long[] {MEDIAN_RANK + 1}, 1);
    graph.nodes("TopK", List.of("largest", "largest_rows"), List.of(rows.ratio(), count));
    String last = graph.constant("median_rank", new long[] {MEDIAN_RANK});
    graph.node("Gather", ModelSignature.SCORE, List.of("largest", last), attribute("axis", 1));
    String lastOnly = graph.constant("median_ranks", new long[] {MEDIAN_RANK}, 1);
    String row =
        graph.node("Gather", "median_row", List.of("largest_rows", lastOnly), attribute("axis", 1));
    graph.node(
        "GatherND",
        ModelSignature.CONTRIBUTION,
        List.of(rows.contributions(), row),
        attribute("batch_dims", 1));
  }

  /**
   * @param ratio {@code [batch, 5]}
   * @param contributions {@code [batch, 5, signals]}
   */
  private record Measured(String ratio, String contributions) {}
}
