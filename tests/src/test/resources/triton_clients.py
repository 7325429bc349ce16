"""Asks a model that gives the negative of three floats by each of Triton's clients."""

import asyncio
import pathlib
import sys

import numpy
import tritonclient.grpc as rpc
import tritonclient.grpc.aio as rpc_asynchronous
import tritonclient.http as rest
import tritonclient.http.aio as rest_asynchronous
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from tritonclient.grpc import model_config_pb2, service_pb2
from tritonclient.utils import InferenceServerException

REST, GRPC, DEFINITION = sys.argv[1:]
MODEL = "negative"
ROWS = numpy.array([[1, 2, 3], [4, 5, 6]], dtype=numpy.float32)


def given(module, rows, **how):
    tensor = module.InferInput("x", list(rows.shape), "FP32")
    tensor.set_data_from_numpy(rows, **how)
    return [tensor]


def check(answer):
    assert numpy.array_equal(answer.as_numpy("y"), -ROWS), answer.as_numpy("y")


def refused(ask, words):
    try:
        ask()
    except InferenceServerException as e:
        assert words in e.message(), e.message()
    else:
        raise AssertionError("not refused: " + words)


def anyhow(module, client):
    """What both clients are asked alike."""
    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(MODEL)
    rows = given(module, ROWS)
    check(client.infer(MODEL, rows))
    check(client.infer(MODEL, rows, model_version="1", outputs=[module.InferRequestedOutput("y")]))
    refused(lambda: client.infer("other", rows), "there is no model 'other'")
    refused(lambda: client.infer(MODEL, given(module, ROWS[:, :2].copy())), "takes FP32[-1,3]")
    client.unload_model(MODEL)
    assert not client.is_model_ready(MODEL)
    client.load_model(MODEL)
    assert client.is_model_ready(MODEL)


def by_http():
    with rest.InferenceServerClient(REST) as client:
        anyhow(rest, client)
        as_json = [rest.InferRequestedOutput("y", binary_data=False)]
        check(client.infer(MODEL, given(rest, ROWS, binary_data=False), outputs=as_json))
        assert client.get_server_metadata()["name"] == "orilla"
        assert client.get_model_metadata(MODEL)["inputs"][0]["datatype"] == "FP32"
        assert client.get_model_config(MODEL)["max_batch_size"] == 32
        assert client.get_model_repository_index()[0]["state"] == "READY"
        assert client.get_inference_statistics(MODEL)["model_stats"][0]["inference_count"] == 6


def by_grpc():
    with rpc.InferenceServerClient(GRPC) as client:
        anyhow(rpc, client)
        check(client.infer(MODEL, given(rpc, ROWS), client_timeout=30))
        assert client.get_server_metadata().name == "orilla"
        assert client.get_model_metadata(MODEL).inputs[0].datatype == "FP32"
        assert client.get_model_config(MODEL).config.max_batch_size == 32
        assert client.get_model_repository_index().models[0].state == "READY"
        assert client.get_inference_statistics(MODEL).model_stats[0].inference_count == 12


def parts(messages, within=""):
    """Each field's number and type, by its name."""
    for message in messages:
        name = within + message.name
        for field in message.field:
            yield name + "." + field.name, (field.number, field.label, field.type, field.type_name)
        yield from parts(message.nested_type, name + ".")


def described(file):
    described = dict(parts(file.message_type))
    for service in file.service:
        described.update({m.name: (m.input_type, m.output_type) for m in service.method})
    for enum in file.enum_type:
        described.update({value.name: value.number for value in enum.value})
    return described


def the_definition():
    """All that ours has is in that which these clients are made of, as it is there."""
    theirs = {}
    for module in service_pb2, model_config_pb2:
        published = FileDescriptorProto()
        module.DESCRIPTOR.CopyToProto(published)
        theirs.update(described(published))
    ours = described(FileDescriptorProto.FromString(pathlib.Path(DEFINITION).read_bytes()))
    assert len(ours) > 100
    for name, what in ours.items():
        assert theirs.get(name) == what, (name, what, theirs.get(name))


async def at_once(module, address):
    async with module.InferenceServerClient(address) as client:
        assert await client.is_model_ready(MODEL)
        calls = [client.infer(MODEL, given(module, ROWS)) for _ in range(8)]
        for answer in await asyncio.gather(*calls):
            check(answer)


the_definition()
print("the definition: fits")
by_http()
print("by HTTP: fits")
by_grpc()
print("by gRPC: fits")
asyncio.run(at_once(rest_asynchronous, REST))
print("by HTTP, asynchronous: fits")
asyncio.run(at_once(rpc_asynchronous, GRPC))
print("by gRPC, asynchronous: fits")
