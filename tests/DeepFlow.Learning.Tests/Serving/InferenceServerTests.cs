using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CsCheck;
using DeepFlow.Deployment.Serving;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Learning.Tests.Serving;

[Collection(Torch.Collection)]
public sealed class InferenceServerTests : IAsyncLifetime
{
    private const int LargestBody = 100_000;
    private readonly string file = Path.GetTempFileName();
    private readonly HttpClient client = new();
    private InferenceServer server = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllBytesAsync(file, SmallPackage.Package.Write());
        server = await InferenceServer.StartAsync(new InferenceServerOptions(file) { LargestBody = LargestBody }, default);
        client.BaseAddress = server.Endpoint;
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        File.Delete(file);
    }

    [Fact]
    public void StartAsync_ByDefault_ListensOnLoopbackOnly() => server.Endpoint.Host.Should().Be("127.0.0.1");

    [Fact]
    public async Task Predict_PicturesAsPng_AnswersTheirLabels()
    {
        var (pixels, labels) = Pictures.Raw(50, seed: 77);
        var right = 0;
        for (var item = 0; item < labels.Length; item++)
        {
            var answer = await PredictAsync(Picture.ToPng(pixels.AsSpan(item * 64, 64), Pictures.Item));
            answer.Probabilities.Values.Sum().Should().BeApproximately(1, 1e-4f);
            answer.Probability.Should().Be(answer.Probabilities[answer.Label]);
            if (answer.Label == SmallPackage.Package.Manifest.Labels[labels[item]].Name) right++;
        }

        right.Should().BeGreaterThan(45);
    }

    [Fact]
    public async Task Predict_SamePictureAsPngAndJsonFlatAndNested_AnswersTheSame()
    {
        var pixels = Pictures.Raw(1, seed: 3).Pixels;
        var numbers = pixels.Select(pixel => (int)pixel).ToArray();

        var png = await PredictAsync(Picture.ToPng(pixels, Pictures.Item));
        var flat = await PredictAsync(JsonSerializer.SerializeToUtf8Bytes(new { pixels = numbers }));
        var nested = await PredictAsync(JsonSerializer.SerializeToUtf8Bytes(numbers.Chunk(8)));

        flat.Should().BeEquivalentTo(png);
        nested.Should().BeEquivalentTo(png);
        png.Model.Should().Be("stripes@3");
    }

    [Fact]
    public async Task Predict_LabelWithDisplay_AnswersBoth()
    {
        var (pixels, labels) = Pictures.Raw(20, seed: 8);
        var first = Array.IndexOf(labels, 0);

        var answer = await PredictAsync(Picture.ToPng(pixels.AsSpan(first * 64, 64), Pictures.Item));

        (answer.Label, answer.Display).Should().Be(("first", "The first"));
    }

    public static TheoryData<string, byte[], HttpStatusCode, string> BadBodies => new()
    {
        { "nothing", [], HttpStatusCode.BadRequest, "empty_body" },
        { "noise", [.. Enumerable.Range(0, 999).Select(i => (byte)(i * 37))], HttpStatusCode.BadRequest, "unreadable_image" },
        { "a truncated png", Picture.ToPng(Pictures.Raw(1, 1).Pixels, Pictures.Item)[..60], HttpStatusCode.BadRequest, "unreadable_image" },
        { "a larger png", Picture.ToPng(new byte[81], new ImageItem(1, 9, 9)), HttpStatusCode.BadRequest, "wrong_size" },
        { "broken json", "{\"pixels\": [1, 2"u8.ToArray(), HttpStatusCode.BadRequest, "bad_json" },
        { "json with NaN", "{\"pixels\": [NaN]}"u8.ToArray(), HttpStatusCode.BadRequest, "bad_json" },
        { "json without pixels", "{}"u8.ToArray(), HttpStatusCode.BadRequest, "wrong_shape" },
        { "too few pixels", "[1, 2, 3]"u8.ToArray(), HttpStatusCode.BadRequest, "wrong_shape" },
        { "an endless pixel", "[1e999]"u8.ToArray(), HttpStatusCode.BadRequest, "bad_pixel" },
        { "a negative pixel", "[-1]"u8.ToArray(), HttpStatusCode.BadRequest, "bad_pixel" },
        { "a text for a pixel", "[\"black\"]"u8.ToArray(), HttpStatusCode.BadRequest, "bad_pixel" },
        { "deep nesting", Encoding.UTF8.GetBytes(new string('[', 40) + new string(']', 40)), HttpStatusCode.BadRequest, "bad_pixel" },
        { "a huge body", new byte[LargestBody + 1], HttpStatusCode.RequestEntityTooLarge, "body_too_large" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Predict_BadBody_IsRefusedWithACodeAndASentence(string name, byte[] body, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = new ByteArrayContent(body) };
        request.Headers.ExpectContinue = true; // a server that refuses at once closes, and who is still sending may not see why
        using var answer = await client.SendAsync(request);

        answer.StatusCode.Should().Be(status, name);
        var refusal = await answer.Content.ReadFromJsonAsync<JsonElement>();
        refusal.GetProperty("code").GetString().Should().Be(code);
        refusal.GetProperty("error").GetString().Should().EndWith(".").And.MatchRegex("^[A-Z]");
    }

    [Fact]
    public async Task Predict_AnyBytes_NeverAnswersWithAServerError() =>
        await Gen.Byte.Array[0, 200].ForEachAsync(async body =>
        {
            using var answer = await client.PostAsync("/predict", new ByteArrayContent(body));
            ((int)answer.StatusCode).Should().BeInRange(400, 499);
        }, times: 200);

    [Fact]
    public async Task Predict_Form_SaysHowToSendTheFile()
    {
        using var answer = await client.PostAsync("/predict", new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a.png" } });

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("--data-binary");
    }

    [Theory]
    [InlineData("/v2", "name", "\"deepflow\"")]
    [InlineData("/v2/health/live", "live", "true")]
    [InlineData("/v2/health/ready", "ready", "true")]
    [InlineData("/v2/models/stripes", "platform", "\"onnx_onnxv1\"")]
    [InlineData("/v2/models/stripes/versions/3", "versions", "[\"3\"]")]
    [InlineData("/v2/models/stripes/ready", "ready", "true")]
    public async Task OpenInference_Get_AnswersAsTheProtocolSays(string path, string property, string value) =>
        (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty(property).GetRawText().Should().Be(value);

    [Theory]
    [InlineData("GET", "/v2/models/other")]
    [InlineData("GET", "/v2/models/stripes/versions/4")]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/predict")]
    public async Task Request_ForSomethingElse_IsRefusedInJson(string method, string path)
    {
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Infer_SeveralItems_AnswersEachAndEchoesTheId()
    {
        var pixels = Pictures.Raw(3, seed: 5).Pixels.Select(pixel => (float)pixel).ToArray();

        var answer = await InferAsync(new { id = "q7", inputs = new[] { new { name = "pixels", shape = new[] { 3, 1, 8, 8 }, datatype = "FP32", data = pixels } } });

        answer.GetProperty("id").GetString().Should().Be("q7");
        answer.GetProperty("model_name").GetString().Should().Be("stripes");
        var outputs = answer.GetProperty("outputs").EnumerateArray().ToList();
        outputs.Select(output => output.GetProperty("name").GetString()).Should().Equal("probabilities", "label");
        outputs[0].GetProperty("shape").GetRawText().Should().Be("[3,4]");
        outputs[0].GetProperty("data").GetArrayLength().Should().Be(12);
        outputs[1].GetProperty("data").GetArrayLength().Should().Be(3);
    }

    [Fact]
    public async Task Infer_NestedDataAndOneOutputAskedFor_AnswersJustThat()
    {
        var rows = Pictures.Raw(1, seed: 5).Pixels.Select(pixel => (int)pixel).Chunk(8).ToArray();

        var answer = await InferAsync(new
        {
            inputs = new[] { new { name = "pixels", shape = new[] { 1, 1, 8, 8 }, datatype = "UINT8", data = new[] { new[] { rows } } } },
            outputs = new[] { new { name = "label" } },
        });

        answer.GetProperty("outputs").EnumerateArray().Should().ContainSingle().Which.GetProperty("name").GetString().Should().Be("label");
    }

    [Theory]
    [InlineData("{}", "wrong_inputs")]
    [InlineData("[]", "bad_json")]
    [InlineData("null", "bad_json")]
    [InlineData("{\"inputs\":[null]}", "wrong_inputs")]
    [InlineData("{\"inputs\":[{\"name\":\"pixels\"}]}", "wrong_datatype")]
    [InlineData("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[1,1,9,9],\"data\":[]}]}", "wrong_shape")]
    [InlineData("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[9000000000,1,8,8],\"data\":[]}]}", "wrong_shape")]
    [InlineData("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[40000000,1,8,8],\"data\":[]}]}", "wrong_shape")]
    [InlineData("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[2,64],\"data\":[1]}]}", "wrong_shape")]
    [InlineData("{\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[1,64]}]}", "wrong_shape")]
    [InlineData("{\"inputs\":[],\"outputs\":[{\"name\":\"more\"}]}", "unknown_output")]
    public async Task Infer_BadRequest_IsRefusedWithACode(string body, string code)
    {
        using var answer = await client.PostAsync("/v2/models/stripes/infer", new StringContent(body));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().Should().Be(code);
    }

    [Fact]
    public async Task StartAsync_BusyPort_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await FluentActions.Awaiting(() => InferenceServer.StartAsync(new InferenceServerOptions(file) { Port = port }, default))
            .Should().ThrowAsync<IOException>().WithMessage($"Port {port} of 127.0.0.1 is taken*");
    }

    [Fact]
    public async Task StartAsync_DamagedPackage_SaysSo()
    {
        await File.WriteAllBytesAsync(file, SmallPackage.Package.Write()[..^40]);

        await FluentActions.Awaiting(() => InferenceServer.StartAsync(new InferenceServerOptions(file), default))
            .Should().ThrowAsync<InvalidDataException>().WithMessage("This is no model package, or it is damaged*");
    }

    [Fact]
    public void Write_SamePackageTwice_GivesTheSameBytes() => SmallPackage.Package.Write().Should().Equal(SmallPackage.Package.Write());

    private async Task<PredictAnswer> PredictAsync(byte[] body)
    {
        using var answer = await client.PostAsync("/predict", new ByteArrayContent(body));
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<PredictAnswer>(DeepFlow.Workflows.DeepFlowJson.Options))!;
    }

    private async Task<JsonElement> InferAsync<T>(T request)
    {
        using var answer = await client.PostAsJsonAsync("/v2/models/stripes/infer", request);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
