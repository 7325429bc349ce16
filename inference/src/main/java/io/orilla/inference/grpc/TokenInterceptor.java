package io.orilla.inference.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/** Keeps what a caller said of itself for the service, which knows what is asked for. */
final class TokenInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> AUTHORIZATION = Context.key("authorization");

  /** What the caller of the current call sent; empty when nothing. */
  static String authorization() {
    @Nullable String sent = AUTHORIZATION.get();
    return sent == null ? "" : sent;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String sent = headers.get(HEADER);
    Context context =
        sent == null ? Context.current() : Context.current().withValue(AUTHORIZATION, sent);
    return Contexts.interceptCall(context, call, headers, next);
  }
}
