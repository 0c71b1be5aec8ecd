using TorchSharp;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>Adds its input to what its layers give. Their parameters are named as those of a sequence: <c>0.weight</c>.</summary>
internal sealed class ResidualSum : nn.Module<Tensor, Tensor>
{
    private readonly IReadOnlyList<(string Name, Module Module)> layers;

    public ResidualSum(IReadOnlyList<(string Name, Module Module)> layers)
        : base(nameof(ResidualSum))
    {
        this.layers = layers;
        foreach (var (name, module) in layers)
        {
            register_module(name, module);
        }
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var given = layers.Aggregate(input, (current, layer) => layer.Module.call(current));
        return (input + given).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var (_, module) in layers)
            {
                module.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
