using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Deployment.Rollout;
using DeepFlow.Deployment.Serving;
using DeepFlow.Workflows;
using Npgsql;

namespace DeepFlow.Cli.Commands.Registries;

internal static class PredictCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Pictures (PNG or JPEG), or JSON with \"pixels\"", Arity = ArgumentArity.OneOrMore };
        var deployment = new Option<string?>("--deployment") { Description = "Which deployment to ask, where there are several", HelpName = "NAME" };
        var endpoint = new Option<Uri?>("--endpoint") { Description = "Ask this inference server instead", HelpName = "URL" };
        var command = new Command("predict", "Ask a deployed model what a picture shows") { files, deployment, endpoint };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            var address = parsed.GetValue(endpoint) ?? await FindAsync(options, parsed.GetValue(deployment), cancellation);
            using var client = new HttpClient { Timeout = Patience };
            var answers = new List<Answer>();
            foreach (var file in parsed.GetValue(files)!)
            {
                answers.Add(await AskAsync(client, address, file, cancellation));
            }

            new Listing<Answer>(answers)
                .Column("FILE", answer => answer.File)
                .Column("SHOWS", answer => answer.Display)
                .Column("PROBABILITY", answer => Form.Percent(answer.Probability))
                .Column("SAYS", answer => answer.Model)
                .Write(options, "");
        });
        return command;
    }

    private static async Task<Uri> FindAsync(GlobalOptions options, string? name, CancellationToken cancellation)
    {
        await using var session = await Session.OpenAsync(options, cancellation);
        var deployments = await Deployments.ListAsync(session.The<NpgsqlDataSource>(), session.Project, cancellation);
        var named = deployments.Where(deployment => name is null || deployment.Name == name).ToList();
        return named switch
        {
            [{ Endpoint: { } endpoint, State: "ready" }] => new Uri(endpoint),
            [var one] => throw new CommandFailure(
                "not_serving", $"The deployment {one.Name} is {one.State}{(one.Message is null ? "" : $": {one.Message}")}.", "It serves while DeepFlow is up."),
            [] => throw new CommandFailure("no_deployment", name is null ? "Nothing is deployed in this project." : $"There is no deployment {name}.", "A pipeline deploys with deploy_model."),
            _ => throw new CommandFailure("several_deployments", $"There are several deployments: {string.Join(", ", named.Select(deployment => deployment.Name))}.", "Say which with --deployment."),
        };
    }

    private static async Task<Answer> AskAsync(HttpClient client, Uri address, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            throw new CommandFailure("no_file", $"There is no file {file}.");
        }

        try
        {
            using var body = new StreamContent(File.OpenRead(file));
            using var response = await client.PostAsync(new Uri(address, "/predict"), body, cancellation);
            if (response.IsSuccessStatusCode)
            {
                var answer = await response.Content.ReadFromJsonAsync<PredictAnswer>(DeepFlowJson.Options, cancellation);
                return new Answer(file, answer!.Label, answer.Display, answer.Probability, answer.Model);
            }

            var refusal = await response.Content.ReadFromJsonAsync<Refusal>(DeepFlowJson.Options, cancellation);
            throw new CommandFailure(refusal!.Code, $"{file}: {refusal.Error}");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new CommandFailure("no_answer", $"The inference server at {address} does not answer: {exception.Message}", "It serves while DeepFlow is up.");
        }
    }

    private sealed record Answer(string File, string Label, string Display, double Probability, string Model);

    private sealed record Refusal(string Code, string Error);
}
