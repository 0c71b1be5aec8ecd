using TorchSharp;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>Adds to each time of a sequence the sines and cosines that mark it.</summary>
internal sealed class PositionTable : nn.Module<Tensor, Tensor>
{
    private const double SlowestWave = 10_000;
    private readonly Tensor table;

    public PositionTable(int time, int features)
        : base(nameof(PositionTable))
    {
        // Not persistent, for it follows from the shape.
        table = tensor(Numbers(time, features), [time, features]);
        register_buffer(nameof(table), table, persistent: false);
    }

    /// <summary>Time x features: sines at even features, cosines at odd ones, each pair slower than the one before.</summary>
    public static float[] Numbers(int time, int features) =>
    [
        .. from at in Enumerable.Range(0, time)
           from feature in Enumerable.Range(0, features)
           let angle = at / Math.Pow(SlowestWave, (feature - (feature % 2)) / (double)features)
           select (float)(feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle)),
    ];

    public override Tensor forward(Tensor input) => input + table;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            table.Dispose();
        }

        base.Dispose(disposing);
    }
}
