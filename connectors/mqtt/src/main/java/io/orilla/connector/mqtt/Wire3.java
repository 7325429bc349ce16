package io.orilla.connector.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAck;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAckReturnCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** MQTT 3.1.1. */
final class Wire3 implements Wire {
  private final BrokerSettings settings;
  private final Mqtt3AsyncClient client;
  private final @Nullable Publication will;

  Wire3(
      BrokerSettings settings,
      ClientThreads threads,
      @Nullable Publication will,
      Consumer<Message> messages,
      Consumer<String> lost) {
    this.settings = settings;
    this.will = will;
    this.client = threads.client(settings, lost).useMqttVersion3().buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> messages.accept(read(publish)),
        threads.delivery(),
        true);
  }

  private static Message read(Mqtt3Publish publish) {
    return new Message(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.isRetain(),
        publish::acknowledge);
  }

  @Override
  public CompletableFuture<?> connect() {
    Mqtt3ConnectBuilder connect =
        Mqtt3Connect.builder()
            .keepAlive(ClientThreads.keepAliveSeconds(settings))
            .cleanSession(!settings.keepsSession());
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

  @Override
  public boolean refusesUser(Throwable failure) {
    return failure instanceof Mqtt3ConnAckException refusal
        && switch (refusal.getMqttMessage().getReturnCode()) {
          case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED -> true;
          default -> false;
        };
  }

  @Override
  public CompletableFuture<List<String>> subscribe(List<String> filters, int qos) {
    Mqtt3Subscribe request =
        Mqtt3Subscribe.builder()
            .addSubscriptions(filters.stream().map(filter -> subscription(filter, qos)))
            .build();
    return client
        .subscribe(request)
        .exceptionally(Wire3::answer)
        .thenApply(answer -> refused(filters, answer.getReturnCodes()));
  }

  private static Mqtt3Subscription subscription(String filter, int qos) {
    return Mqtt3Subscription.builder()
        .topicFilter(filter)
        .qos(Objects.requireNonNull(MqttQos.fromCode(qos)))
        .build();
  }

  /** The library throws what is an answer too: that some topics are refused. */
  private static Mqtt3SubAck answer(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Mqtt3SubAckException refusal) {
      return refusal.getMqttMessage();
    }
    throw new CompletionException(cause);
  }

  private static List<String> refused(List<String> filters, List<Mqtt3SubAckReturnCode> answers) {
    return IntStream.range(0, filters.size())
        .filter(index -> answers.get(index).isError())
        .mapToObj(filters::get)
        .toList();
  }

  @Override
  public CompletableFuture<Optional<String>> publish(Publication publication) {
    return client.publish(message(publication)).thenApply(_ -> Optional.empty());
  }

  private static Mqtt3Publish message(Publication publication) {
    return Mqtt3Publish.builder()
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
