package io.orilla.model.signal;

/**
 * One value of a signal.
 *
 * @param sourceTime when the machine says it was so, µs UTC; never rewritten
 * @param arrivalTime when the node received it, µs UTC
 * @param statusCode the raw status code of the source (OPC UA's, 32 bits unsigned)
 */
public record Sample(
    SignalName signal, long sourceTime, long arrivalTime, Value value, long statusCode) {
  public Quality quality() {
    return Quality.ofStatusCode(statusCode);
  }
}
