using System.CommandLine;
using System.CommandLine.Parsing;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>What a node lends to jobs, where it is not simply all of its machine.</summary>
internal sealed class CapacityOptions
{
    private const double MostCores = 1_000_000;

    private readonly Option<double?> cpu = new("--cpu") { Description = "Cores that jobs share (default: all of this machine's)", HelpName = "N" };
    private readonly Option<ByteSize?> memory = new("--memory") { Description = "Memory that jobs share, such as 8Gi (default: all)", HelpName = "SIZE", CustomParser = ReadSize };
    private readonly Option<int?> gpu = new("--gpu") { Description = "GPUs that jobs share (default: all)", HelpName = "N" };
    private readonly Option<string[]> pool = new("--pool") { Description = "Run the jobs of this pool; repeat it for several (default: those that name none)", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> workers = new("--workers") { Description = "Jobs at once at most, each in a process of its own (default: half as many as cores)", HelpName = "N" };

    private readonly Option<TimeSpan> drain = new("--drain")
    {
        Description = "How long jobs have to save their work when it is stopped, such as 30s (default: 10s)", HelpName = "DURATION", CustomParser = ReadDuration,
        DefaultValueFactory = _ => TimeSpan.FromSeconds(10),
    };

    public CapacityOptions()
    {
        cpu.Validators.Add(result => Check(result, result.GetValue(cpu) is < 0 or > MostCores, "--cpu takes a number of cores, such as 4 or 0.5."));
        gpu.Validators.Add(result => Check(result, result.GetValue(gpu) is < 0 or > 1024, "--gpu takes a number from 0 to 1024."));
        workers.Validators.Add(result => Check(result, result.GetValue(workers) is < 1 or > 1024, "--workers takes a number from 1 to 1024."));
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { cpu, memory, gpu, pool, workers, drain }) command.Options.Add(option);
    }

    public NodeDescription Describe(ParseResult parsed, Guid id, string name, NodeKind kind)
    {
        var all = NodeDescription.Here(id, name, kind, parsed.GetValue(workers) ?? LocalNode.UsualWorkers);
        return all with
        {
            Capacity = new Resources(
                parsed.GetValue(cpu) is { } cores ? (int)(cores * 1000) : all.Capacity.Cpu, parsed.GetValue(memory)?.Bytes ?? all.Capacity.Memory, parsed.GetValue(gpu) ?? all.Capacity.Gpus),
            Drain = DrainOf(parsed),
            Pools = parsed.GetValue(pool) is { Length: > 0 } pools ? [.. pools.Distinct()] : all.Pools,
        };
    }

    public TimeSpan DrainOf(ParseResult parsed) => parsed.GetValue(drain);

    private static TimeSpan ReadDuration(ArgumentResult result)
    {
        if (DurationText.TryParse(result.Tokens[0].Value, out var duration) && duration > TimeSpan.Zero) return duration;
        result.AddError($"\"{result.Tokens[0].Value}\" is no duration; write one like 30s.");
        return TimeSpan.Zero;
    }

    private static ByteSize? ReadSize(ArgumentResult result)
    {
        if (ByteSize.TryParse(result.Tokens[0].Value, out var size)) return size;
        result.AddError($"\"{result.Tokens[0].Value}\" is no size; write one like 8Gi.");
        return null;
    }

    private static void Check(OptionResult result, bool bad, string message)
    {
        if (bad) result.AddError(message);
    }
}
