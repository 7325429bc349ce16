package io.orilla.inference.serving;

import io.orilla.inference.GraphSession;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.error.OrillaException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model that answers calls. Whoever looks it up holds it, so that it stays when
 * another one takes its place, and lets go of it when the call is answered.
 */
public final class ServedModel {
  private static final Set<String> BATCHES = Set.of("n", "batch", "batch_size", "batchsize");

  private final String name;
  private final String version;
  private final GraphSession session;
  private final ServingSettings settings;
  private final CallLog log;
  private final ModelStatistics statistics;
  private final boolean batches;
  private final Deque<WaitingCall> waiting = new ArrayDeque<>();
  private long heldBytes;
  private boolean listed;

  /**
   * @param statistics go on where they are, as others of this version may have been served before
   * @throws OrillaException INVALID_FORMAT when the graph takes or gives what is no tensor
   */
  public ServedModel(
      String name,
      String version,
      GraphSession session,
      ServingSettings settings,
      CallLog log,
      ModelStatistics statistics) {
    this.name = name;
    this.version = version;
    this.session = session;
    this.settings = settings;
    this.log = log;
    this.statistics = statistics;
    this.batches = settings.maxBatch() > 1 && sharesOneBatch(session);
  }

  /** Rows of one input belong to the same rows of all others only where the graph says so. */
  private static boolean sharesOneBatch(GraphSession session) {
    Set<String> first =
        Stream.concat(session.inputs().stream(), session.outputs().stream())
            .map(ServedModel::batchSymbol)
            .collect(Collectors.toSet());
    return first.size() == 1 && BATCHES.contains(first.iterator().next());
  }

  private static String batchSymbol(TensorSpec spec) {
    boolean open = spec.shape().rank() > 0 && spec.shape().dimension(0) == Shape.ANY;
    return open && spec.type() != DataType.BYTES
        ? spec.symbols().getFirst().toLowerCase(Locale.ROOT)
        : "";
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  public GraphSession session() {
    return session;
  }

  public ServingSettings settings() {
    return settings;
  }

  CallLog log() {
    return log;
  }

  public ModelStatistics statistics() {
    return statistics;
  }

  /** The most rows of one run; 0 when the graph has no batch dimension. */
  public int maxBatch() {
    return batches ? settings.maxBatch() : 0;
  }

  /** Keeps it from going; false when it is gone. */
  public boolean hold() {
    return session.hold();
  }

  public void release() {
    session.release();
  }

  /**
   * The input of that name.
   *
   * @throws OrillaException INVALID_ARGUMENT naming those there are
   */
  public TensorSpec input(String input) {
    return named("input", session.inputs(), input);
  }

  /**
   * The output of that name.
   *
   * @throws OrillaException INVALID_ARGUMENT naming those there are
   */
  public TensorSpec output(String output) {
    return named("output", session.outputs(), output);
  }

  private TensorSpec named(String what, List<TensorSpec> all, String wanted) {
    int index = indexOf(all, wanted);
    if (index < 0) {
      throw OrillaException.invalid(
          "model '%s' has no %s '%s', only %s".formatted(name, what, wanted, texts(all)));
    }
    return all.get(index);
  }

  private static int indexOf(List<TensorSpec> all, String wanted) {
    for (int index = 0; index < all.size(); index++) {
      if (all.get(index).name().equals(wanted)) {
        return index;
      }
    }
    return -1;
  }

  private static String texts(List<TensorSpec> specs) {
    return specs.stream()
        .map(spec -> "'" + spec.name() + "' " + spec.text())
        .collect(Collectors.joining(", "));
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT saying what the input takes
   */
  public void requireFit(TensorSpec spec, DataType type, Shape shape) {
    if (!spec.takes(type, shape)) {
      throw OrillaException.invalid(
          "input '%s' of model '%s' takes %s, not %s%s"
              .formatted(spec.name(), name, spec.text(), type, shape));
    }
  }

  /**
   * Inputs as they came, in the graph's order.
   *
   * @throws OrillaException INVALID_ARGUMENT naming what is missing or came twice
   */
  public List<Tensor> ordered(List<Tensor> given) {
    List<TensorSpec> specs = session.inputs();
    @Nullable Tensor[] ordered = new Tensor[specs.size()];
    for (Tensor tensor : given) {
      int index = indexOf(specs, tensor.name());
      if (ordered[index] != null) {
        throw OrillaException.invalid("input '" + tensor.name() + "' is given twice");
      }
      ordered[index] = tensor;
    }
    for (int i = 0; i < ordered.length; i++) {
      if (ordered[i] == null) {
        throw OrillaException.invalid(
            "model '%s' needs input '%s' %s, which is not given"
                .formatted(name, specs.get(i).name(), specs.get(i).text()));
      }
    }
    return Arrays.asList(ordered);
  }

  // What follows belongs to the scheduler, under its lock.

  Deque<WaitingCall> waiting() {
    return waiting;
  }

  long heldBytes() {
    return heldBytes;
  }

  void holdBytes(long more) {
    heldBytes += more;
  }

  /** Whether it stands in the line of models that have something to do; changes to that. */
  boolean list(boolean now) {
    boolean before = listed;
    listed = now;
    return before;
  }
}
