using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Networks.Modules;

/// <summary>
/// Group normalisation on torch's layer normalisation: the gradients of torch's own group normalisation (libtorch 2.10, CPU,
/// groups of two channels) differ from run to run in their last bits, and a training must not.
/// </summary>
internal sealed class GroupNormalisation : nn.Module<Tensor, Tensor>
{
    public const double Epsilon = 1e-5;
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long groups;

    public GroupNormalisation(int groups, int channels)
        : base(nameof(GroupNormalisation))
    {
        this.groups = groups;
        weight = new Parameter(ones(channels));
        bias = new Parameter(zeros(channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var grouped = input.reshape(input.shape[0], groups, -1);
        var normal = nn.functional.layer_norm(grouped, [grouped.shape[2]], eps: Epsilon).view(input.shape);
        return ((normal * weight.view(-1, 1, 1)) + bias.view(-1, 1, 1)).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            weight.Dispose();
            bias.Dispose();
        }

        base.Dispose(disposing);
    }
}
