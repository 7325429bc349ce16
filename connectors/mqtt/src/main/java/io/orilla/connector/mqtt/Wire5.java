package io.orilla.connector.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** MQTT 5. */
final class Wire5 implements Wire {
  private final BrokerSettings settings;
  private final Mqtt5AsyncClient client;
  private final @Nullable Publication will;

  Wire5(
      BrokerSettings settings,
      ClientThreads threads,
      @Nullable Publication will,
      Consumer<Message> messages,
      Consumer<String> lost) {
    this.settings = settings;
    this.will = will;
    this.client = threads.client(settings, lost).useMqttVersion5().buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> messages.accept(read(publish)),
        threads.delivery(),
        true);
  }

  private static Message read(Mqtt5Publish publish) {
    return new Message(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.isRetain(),
        publish::acknowledge);
  }

  @Override
  public CompletableFuture<?> connect() {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .keepAlive(ClientThreads.keepAliveSeconds(settings))
            .cleanStart(!settings.keepsSession())
            .sessionExpiryInterval(sessionSeconds());
    if (!settings.username().isEmpty()) {
      connect =
          connect
              .simpleAuth()
              .username(settings.username())
              .password(settings.password())
              .applySimpleAuth();
    }
    if (will != null) {
      connect = connect.willPublish(message(will));
    }
    return client.connect(connect.build());
  }

  private long sessionSeconds() {
    return settings.keepsSession()
        ? Math.min(settings.sessionExpiry().toSeconds(), Mqtt5Connect.NO_SESSION_EXPIRY)
        : 0;
  }

  @Override
  public boolean refusesUser(Throwable failure) {
    return failure instanceof Mqtt5ConnAckException refusal
        && switch (refusal.getMqttMessage().getReasonCode()) {
          case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED -> true;
          default -> false;
        };
  }

  @Override
  public CompletableFuture<List<String>> subscribe(List<String> filters, int qos) {
    Mqtt5Subscribe request =
        Mqtt5Subscribe.builder()
            .addSubscriptions(filters.stream().map(filter -> subscription(filter, qos)))
            .build();
    return client
        .subscribe(request)
        .exceptionally(Wire5::answer)
        .thenApply(answer -> refused(filters, answer.getReasonCodes()));
  }

  private static Mqtt5Subscription subscription(String filter, int qos) {
    return Mqtt5Subscription.builder()
        .topicFilter(filter)
        .qos(Objects.requireNonNull(MqttQos.fromCode(qos)))
        .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
        .build();
  }

  /** The library throws what is an answer too: that some topics are refused. */
  private static Mqtt5SubAck answer(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Mqtt5SubAckException refusal) {
      return refusal.getMqttMessage();
    }
    throw new CompletionException(cause);
  }

  private static List<String> refused(List<String> filters, List<Mqtt5SubAckReasonCode> answers) {
    return IntStream.range(0, filters.size())
        .filter(index -> answers.get(index).isError())
        .mapToObj(filters::get)
        .toList();
  }

  @Override
  public CompletableFuture<Optional<String>> publish(Publication publication) {
    return client
        .publish(message(publication))
        .thenApply(_ -> Optional.<String>empty())
        .exceptionally(Wire5::refusal);
  }

  private static Optional<String> refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Mqtt5PubAckException refusal) {
      return Optional.of(refusal.getMqttMessage().getReasonCode().toString());
    }
    if (cause instanceof Mqtt5PubRecException refusal) {
      return Optional.of(refusal.getMqttMessage().getReasonCode().toString());
    }
    throw new CompletionException(cause);
  }

  private static Mqtt5Publish message(Publication publication) {
    return Mqtt5Publish.builder()
        .topic(publication.topic())
        .payload(publication.payload())
        .qos(Objects.requireNonNull(MqttQos.fromCode(publication.qos())))
        .retain(publication.retained())
        .build();
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    return client.disconnect();
  }
}
